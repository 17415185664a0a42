/// The tables of a run folder, for what needs all of them.
package enum RecordedTables {
  /// Every table, in the order of the data package.
  package static let all = [
    TableDescription(BlockRow.table), TableDescription(AttemptRow.table),
    TableDescription(GroupRow.table), TableDescription(WorkerRow.table),
    TableDescription(SpanRow.table),
    TableDescription(ChainBlockRow.table), TableDescription(TransactionRow.table),
    TableDescription(DependencyRow.table), TableDescription(ConflictRow.table),
    TableDescription(MakespanRow.table), TableDescription(SummaryRow.table),
  ]
}
