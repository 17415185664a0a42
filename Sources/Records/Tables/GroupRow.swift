/// A row of `groups.csv`: one group of one attempt.
package struct GroupRow: BlockTableRow {
  package var identity = RowIdentity()
  /// The attempt at the block, from 0.
  package var attempt = 0
  /// The group's place in the grouping, from 0.
  package var group = 0
  /// The number of its transactions.
  package var transactionCount = 0
  /// The gas of its transactions.
  package var gasUsed: UInt64?
  /// Its transactions in block order, separated by spaces.
  package var transactions = ""
  /// The time a worker spent on it.
  package var exec: UInt64?

  package init() {}

  package static let table = Table<GroupRow>(
    "groups", "One row per group of each attempt.",
    columns: RowIdentity.columns(RowIdentity.leadingColumns, of: \.identity)
      + [
        Column("attempt", \.attempt, "Place of the attempt among those at the block, from 0."),
        Column("group", \.group, "Place of the group in the grouping, from 0."),
        Column(
          "transaction_count", \.transactionCount, unit: .transactions,
          "Number of transactions in the group."),
        Column("gas_used", \.gasUsed, unit: .gas, "Gas used by the group's transactions."),
        Column(
          "transactions", \.transactions,
          "The group's transactions in block order, from 0, separated by spaces."),
        .time("exec_ns", \.exec, "Time a worker spent executing the group."),
      ]
      + RowIdentity.columns(RowIdentity.trailingColumns, of: \.identity))
}
