/// What the rows of all per-block tables have in common: which block ran, and how.
package struct RowIdentity: Hashable, Sendable {
  /// The block set's name in the plan.
  package var blockSet = ""
  /// The block's number in its header.
  package var blockNumber: UInt64 = 0
  /// The hash of the block's header.
  package var blockHash = ""
  /// The strategy's name.
  package var strategy = ""
  /// The strategy's options in canonical form.
  package var options = ""
  /// The number of worker threads.
  package var workers = 0
  /// The repeat, counted from 1.
  package var repetition = 0
  /// The strategy's name in reports: with the options that set it apart from its namesakes.
  package var label = ""
  /// Whether the gas sum was checked before anything went to the merkleizer.
  package var gasCheckBeforeMerkle = false
  /// The store that the parent's state was read from.
  package var store = ""
  /// What was read ahead of the executor.
  package var warmer = ""
  /// When account updates went to the merkleizer.
  package var stream = ""
  /// Whether the state root was computed from the access list's values.
  package var stateRootFromBal = false
  /// The rules the block ran under.
  package var fork = ""
  /// The chain within the block set: a test case, or the file of a block.
  package var chain = ""

  package init() {}
}

extension RowIdentity {
  /// The columns that every per-block table begins with, in the order that readers rely on.
  static let leadingColumns: [Column<RowIdentity>] = [
    Column("block_set", \.blockSet, "Name of the block set in the experiment."),
    Column("block_number", \.blockNumber, "Number of the block in its header."),
    Column("block_hash", \.blockHash, "Hash of the block's header."),
    Column("strategy", \.strategy, "Name of the grouping strategy under test."),
    Column(
      "options", \.options,
      "The strategy's options as key=value, sorted by key; empty if it has none."),
    Column("workers", \.workers, unit: .threads, "Worker threads that executed the groups."),
    Column("repeat", \.repetition, "Which of the plan's repeats this run is, from 1."),
  ]

  /// What the column `store` holds, in every table.
  static let storeDefinition =
    "The store that the parent's state was read from: memory; lmdb; or latency, with the"
    + " microseconds of a cold read, the number of reads at once, and the store below unless it is"
    + " memory."

  static let warmerDefinition =
    "What was read from the store ahead of the executor: off; bal: what the access list names;"
    + " speculative: what transactions read that are executed ahead."
  static let streamDefinition =
    "When account updates went to the merkleizer: as each transaction or each group ended, or all"
    + " when the block was merged."
  static let stateRootFromBalDefinition =
    "Whether the state root was computed from the access list's values, in parallel with the"
    + " execution; before Cancun it never is."

  /// The columns that follow a table's own.
  static let trailingColumns: [Column<RowIdentity>] = [
    Column(
      "label", \.label,
      "The strategy's name in reports: the name, with the options that tell it from its namesakes."
    ),
    Column(
      "gas_check_before_merkle", \.gasCheckBeforeMerkle,
      "Whether the block's gas was compared before any account went to the merkleizer."),
    Column("store", \.store, storeDefinition),
    Column("fork", \.fork, "The fork whose rules the block ran under."),
    Column("chain", \.chain, "The chain within the block set: a test case or a block's file."),
    Column("warmer", \.warmer, warmerDefinition),
    Column("stream", \.stream, streamDefinition),
    Column("state_root_from_bal", \.stateRootFromBal, stateRootFromBalDefinition),
  ]

  /// The columns of tables that say the same of a block under every strategy.
  static let blockColumns = (leadingColumns + trailingColumns).filter {
    ["block_set", "block_number", "block_hash", "fork", "chain"].contains($0.name)
  }

  static func columns<Row>(
    _ columns: [Column<RowIdentity>], of path: any WritableKeyPath<Row, RowIdentity> & Sendable
  ) -> [Column<Row>] {
    columns.map { Column($0, within: path) }
  }
}
