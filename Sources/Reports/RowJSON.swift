import Records

/// A row of a recorded table as a JSON object: its columns, without those that are empty.
package struct RowJSON<Row: TableRow>: Encodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }

  private let row: Row

  package init(_ row: Row) { self.row = row }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for column in Row.table.columns {
      let text = column.text(row)
      let key = Key(stringValue: column.name)
      switch column.field.type {
      case .string: try container.encode(text, forKey: key)
      case .integer:
        if let value = Int(text) {
          try container.encode(value, forKey: key)
        } else {
          try container.encodeIfPresent(UInt64(text), forKey: key)
        }
      case .number: try container.encodeIfPresent(Double(text), forKey: key)
      case .boolean: try container.encodeIfPresent(Bool(text), forKey: key)
      }
    }
  }
}
