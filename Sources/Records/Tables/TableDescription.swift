/// A table as a data package documents it.
package struct TableDescription: Sendable {
  /// Columns whose values are those of columns of another table.
  package struct ForeignKey: Sendable {
    /// The columns, of the same names in both tables.
    package let fields: [String]
    /// The other table's name.
    package let table: String

    package init(_ fields: [String], in table: String) {
      self.fields = fields
      self.table = table
    }
  }

  /// The file's name without its ending.
  package let name: String
  /// What one row stands for.
  package let summary: String
  package let fields: [Field]
  /// The columns that tell one row from every other; none where nothing does.
  package let primaryKey: [String]
  package let foreignKeys: [ForeignKey]

  package init(
    _ name: String, _ summary: String, fields: [Field], primaryKey: [String] = [],
    foreignKeys: [ForeignKey] = []
  ) {
    self.name = name
    self.summary = summary
    self.fields = fields
    self.primaryKey = primaryKey
    self.foreignKeys = foreignKeys
  }

  init<Row>(_ table: Table<Row>) {
    self.init(table.name, table.summary, fields: table.columns.map(\.field))
  }

  /// The CSV file's name.
  package var fileName: String { name + ".csv" }
}
