import Records

/// A table of an export: its documentation, and how its records come from a run.
struct ExportTable {
  /// The columns of a recorded table that become rows of a long one.
  struct Entry<Row> {
    /// What the long table's rows are told apart by.
    let labels: [String]
    let column: Column<Row>
  }

  /// A field of a long table's row.
  private struct Long<Row> {
    let keyed: Keyed<Row>
    let labels: [String]
    let text: String
  }

  let description: TableDescription
  /// Passes on the table's records one after another.
  let forEachRecord: (ExportSource, ([String]) throws -> Void) throws -> Void

  /// A table with a row for every element.
  init<Element>(
    _ name: String, _ summary: String, columns: [ExportColumn<Element>], key: [String],
    references: [TableDescription.ForeignKey] = [],
    elements: @escaping (ExportSource, (Element) throws -> Void) throws -> Void
  ) {
    description = TableDescription(
      name, summary, fields: columns.map(\.field), primaryKey: key, foreignKeys: references)
    forEachRecord = { source, body in
      try elements(source) { element in try body(columns.map { $0.text(element) }) }
    }
  }

  /// A long table: one row for each of some columns of a recorded row that is not empty.
  ///
  /// - Parameters:
  ///   - keys: The columns that tell the recorded rows apart.
  ///   - dimensions: The columns for the entries' labels.
  ///   - value: The column of the values.
  static func long<Row: BlockTableRow>(
    _ name: String, _ summary: String, of table: Table<Row>, keys: [ExportColumn<Keyed<Row>>],
    dimensions: [Field], value: Field, references: TableDescription.ForeignKey,
    entries: [Entry<Row>]
  ) -> ExportTable {
    let labels = dimensions.enumerated().map { place, field in
      ExportColumn<Long<Row>>(field) { $0.labels[place] }
    }
    return ExportTable(
      name, summary,
      columns: keys.map { $0.within(\.keyed) } + labels
        + [ExportColumn(value, \.text)],
      key: (keys.map(\.field) + dimensions).map(\.name), references: [references]
    ) { source, body in
      try source.forEachKeyed(table) { keyed in
        for entry in entries {
          let text = entry.column.text(keyed.row)
          guard !text.isEmpty else { continue }
          try body(Long(keyed: keyed, labels: entry.labels, text: text))
        }
      }
    }
  }
}

extension ExportTable.Entry {
  /// The definition of a column of labels: what each of them stands for.
  static func definition(_ entries: [Self], of label: Int) -> String {
    entries.map { "\($0.labels[label]): \($0.column.field.definition)" }.joined(separator: " ")
  }
}
