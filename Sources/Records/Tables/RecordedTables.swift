/// The tables of a run folder, for what needs all of them.
package enum RecordedTables {
  /// A column as the data package documents it.
  package struct Field: Sendable {
    package let name: String
    package let type: ColumnType
    package let unit: ColumnUnit?
    package let definition: String
    package let isRequired: Bool
    package let isDeterministic: Bool
  }

  /// A table as the data package documents it.
  package struct Description: Sendable {
    package let name: String
    package let fileName: String
    package let summary: String
    package let fields: [Field]

    init<Row>(_ table: Table<Row>) {
      name = table.name
      fileName = table.fileName
      summary = table.summary
      fields = table.columns.map { column in
        Field(
          name: column.name, type: column.type, unit: column.unit, definition: column.definition,
          isRequired: column.isRequired, isDeterministic: column.isDeterministic)
      }
    }
  }

  /// Every table, in the order of the data package.
  package static let all = [
    Description(BlockRow.table), Description(AttemptRow.table),
    Description(GroupRow.table), Description(WorkerRow.table), Description(SpanRow.table),
    Description(TransactionRow.table), Description(DependencyRow.table),
    Description(ConflictRow.table), Description(MakespanRow.table),
    Description(SummaryRow.table),
  ]
}
