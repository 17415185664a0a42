/// One column of a recorded table: its documentation and how a row's field is written and read.
///
/// The header, the rows, the reader and `datapackage.json` all come from the same columns.
package struct Column<Row>: Sendable {
  /// The name in the header; a unit stands last in it.
  package let name: String
  /// The type of its values.
  package let type: ColumnType
  /// The unit of its values, if they have one.
  package let unit: ColumnUnit?
  /// What the value is, in one sentence.
  package let definition: String
  /// Whether every row has a value.
  package let isRequired: Bool
  /// Whether a file may lack the column; its values are absent then.
  let mayBeMissing: Bool
  /// Whether the values are the same in every run of the same plan; times are not.
  package let isDeterministic: Bool

  let text: @Sendable (Row) -> String
  let assign: @Sendable (inout Row, String) -> Bool

  /// A column of the values at a key path.
  package init<Value: FieldValue>(
    _ name: String, _ path: any WritableKeyPath<Row, Value> & Sendable, unit: ColumnUnit? = nil,
    isDeterministic: Bool = true, _ definition: String
  ) {
    self.name = name
    self.unit = unit
    self.definition = definition
    self.isDeterministic = isDeterministic
    type = Value.columnType
    isRequired = !Value.allowsEmpty
    mayBeMissing = Value.allowsAbsence
    text = { $0[keyPath: path].fieldText }
    assign = { row, text in
      guard let value = Value(fieldText: text) else { return false }
      row[keyPath: path] = value
      return true
    }
  }

  /// A column of a part of the row, as a column of the whole row.
  init<Part>(_ column: Column<Part>, within part: any WritableKeyPath<Row, Part> & Sendable) {
    name = column.name
    type = column.type
    unit = column.unit
    definition = column.definition
    isRequired = column.isRequired
    mayBeMissing = column.mayBeMissing
    isDeterministic = column.isDeterministic
    text = { column.text($0[keyPath: part]) }
    assign = { row, text in column.assign(&row[keyPath: part], text) }
  }

  /// A measured time in nanoseconds at a key path: never the same in two runs.
  package static func time<Value: FieldValue>(
    _ name: String, _ path: any WritableKeyPath<Row, Value> & Sendable, _ definition: String
  ) -> Column {
    Column(name, path, unit: .nanoseconds, isDeterministic: false, definition)
  }
}
