/// The type of a column's values, by its name in the Frictionless table schema.
package enum ColumnType: String, Codable, Sendable {
  case string
  case integer
  case number
  case boolean
}
