/// A row of `transactions.csv`: one transaction in the reference run.
package struct TransactionRow: BlockTableRow {
  package var identity = RowIdentity()
  /// The position in the block, from 0.
  package var transaction = 0
  package var sender = ""
  /// The account that it calls; empty for a creation.
  package var to: String?
  package var toLabel: String?
  package var gasUsed: UInt64 = 0
  package var readCount = 0
  package var writeCount = 0
  /// The dependencies on earlier transactions.
  package var dependencyCount = 0
  /// The first transaction of the same sender.
  package var senderGroup = 0
  /// The component of the dependencies.
  package var component = 0
  /// The longest path of dependencies that ends with it.
  package var chainDepth = 0
  package var chainGas: UInt64 = 0
  package var exec: UInt64?

  package init() {}

  package static let table = Table<TransactionRow>(
    "transactions", "One row per transaction of each block, as the reference run executed it.",
    columns: RowIdentity.columns(RowIdentity.blockColumns, of: \.identity)
      + [
        Column("transaction", \.transaction, "Position in the block, from 0."),
        Column("sender", \.sender, "Account that signed it."),
        Column("to", \.to, "Account that it calls; empty for a creation."),
        Column("to_label", \.toLabel, ConflictRow.labelDefinition),
        Column("gas_used", \.gasUsed, unit: .gas, "Gas used, after refunds."),
        Column(
          "read_count", \.readCount, unit: .reads,
          "Number of resources read that something in the block may change."),
        Column("write_count", \.writeCount, unit: .writes, "Number of resources changed."),
        Column(
          "dependency_count", \.dependencyCount, unit: .edges,
          "Number of its dependencies on earlier transactions."),
        Column(
          "sender_group", \.senderGroup, "First transaction of the same sender in the block."),
        Column(
          "component", \.component,
          "Place, from 0, of its component of the dependencies, by smallest member."),
        Column(
          "chain_depth", \.chainDepth, unit: .transactions,
          "Transactions on the longest path of dependencies that ends with it, itself included."),
        Column(
          "chain_gas", \.chainGas, unit: .gas,
          "Gas on the heaviest path of dependencies that ends with it, its own included."),
        .time(
          "exec_ns", \.exec,
          "Time to execute it when the block is executed in sequence, apart from the runs."),
      ])
}
