/// One column of a recorded table: its documentation and how a row's field is written and read.
///
/// The header, the rows, the reader and `datapackage.json` all come from the same columns.
package struct Column<Row>: Sendable {
  /// How the column is documented; a unit stands last in its name.
  package let field: Field
  /// Whether a file may lack the column; its values are absent then.
  let mayBeMissing: Bool
  /// The unquoted text of a row's value.
  package let text: @Sendable (Row) -> String
  let assign: @Sendable (inout Row, String) -> Bool

  /// A column of the values at a key path.
  package init<Value: FieldValue>(
    _ name: String, _ path: any WritableKeyPath<Row, Value> & Sendable, unit: ColumnUnit? = nil,
    isDeterministic: Bool = true, _ definition: String
  ) {
    field = Field(
      name, Value.columnType, unit: unit, isRequired: !Value.allowsEmpty,
      isDeterministic: isDeterministic, definition)
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
    field = column.field
    mayBeMissing = column.mayBeMissing
    text = { column.text($0[keyPath: part]) }
    assign = { row, text in column.assign(&row[keyPath: part], text) }
  }

  /// The name in the header.
  package var name: String { field.name }

  /// A measured time in nanoseconds at a key path: never the same in two runs.
  package static func time<Value: FieldValue>(
    _ name: String, _ path: any WritableKeyPath<Row, Value> & Sendable, _ definition: String
  ) -> Column {
    Column(name, path, unit: .nanoseconds, isDeterministic: false, definition)
  }
}
