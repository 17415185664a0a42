/// A row of `blocks.csv`: one block under one strategy, worker count and repeat.
package struct BlockRow: BlockTableRow {
  /// How a block's run ended.
  package enum Status: String, FieldValue {
    /// A tier's outcome was accepted.
    case accepted
    /// The reference run did not accept the block: it is invalid, or our EVM is wrong.
    case invalid
    /// The block needs what this build does not have; nothing was compared.
    case unsupported
    /// The run ended in an error of its own, or no tier was accepted.
    case failed

    package static var columnType: ColumnType { .string }
    package var fieldText: String { rawValue }
    package init?(fieldText: String) { self.init(rawValue: fieldText) }
  }

  package var identity = RowIdentity()
  /// The number of transactions in the block.
  package var transactionCount = 0
  /// The gas used by the block.
  package var gasUsed: UInt64?
  /// The grouping of the accepted attempt.
  package var shape = GroupingShape()
  /// The number of attempts made.
  package var attempts = 0
  /// The tier that was accepted, from 0.
  package var acceptedTier: Int?
  /// The strategy of the accepted tier.
  package var acceptedStrategy: String?
  /// What ended the first attempt, if it was not accepted.
  package var fallbackTrigger: String?
  /// The number of attempts whose plan was rejected before execution.
  package var rejected = 0
  /// Whether the accepted outcome equals the reference run's.
  package var matchesReference: Bool?
  /// The phases of the accepted attempt.
  package var phases = PhaseTimes()
  /// The whole block, failed attempts included.
  package var total: UInt64?
  /// The attempts that were not accepted.
  package var wasted: UInt64?
  /// What the merkleizer did for attempts that were not accepted.
  package var merkleWasted: UInt64?
  /// What was read from the store, in all attempts.
  package var coldReads: Int?
  /// How long readers stood still for it, on the virtual clock.
  package var virtualRead: UInt64?
  /// What the block's true dependencies allow.
  package var bounds = ParallelismBounds()
  /// How the run ended.
  package var status = Status.accepted
  /// Why it was not accepted.
  package var reason: String?

  package init() {}

  package static let table = Table<BlockRow>(
    "blocks", "One row per block set, block, strategy, way of running it and repeat.",
    columns: RowIdentity.columns(RowIdentity.leadingColumns, of: \.identity)
      + [
        Column(
          "transaction_count", \.transactionCount, unit: .transactions,
          "Number of transactions in the block."),
        Column("gas_used", \.gasUsed, unit: .gas, "Gas used by the block, as in its header."),
      ]
      + GroupingShape.columns(of: \.shape, run: "the accepted attempt")
      + outcomeColumns
      + PhaseTimes.columns(of: \.phases, run: "the accepted attempt")
      + [
        .time(
          "total_ns", \.total, "Time from grouping to verdict, attempts not accepted included."),
        .time(
          "wasted_ns", \.wasted,
          "Time spent in attempts that were not accepted, merkleization included."),
        .time(
          "merkle_wasted_ns", \.merkleWasted,
          "Work of the merkleizer's thread for attempts that were not accepted."),
      ]
      + RowIdentity.columns(RowIdentity.trailingColumns, of: \.identity)
      + [
        Column(
          "status", \.status,
          "accepted; invalid: the reference run rejects the block; unsupported: this build cannot"
            + " run it; failed: an error of the run, or no tier was accepted."
        ),
        Column("reason", \.reason, "Why the block was not accepted."),
      ]
      + PhaseTimes.besideColumns(of: \.phases, run: "the accepted attempt")
      + [
        Column("cold_reads", \.coldReads, unit: .reads, StoreReads.coldDefinition),
        Column(
          "cold_read_virtual_ns", \.virtualRead, unit: .nanoseconds,
          StoreReads.virtualDefinition),
      ]
      + ParallelismBounds.columns(of: \.bounds))

  private static let outcomeColumns: [Column<BlockRow>] = [
    Column("attempts", \.attempts, unit: .attempts, "Number of attempts made at the block."),
    Column("accepted_tier", \.acceptedTier, "Tier that was accepted; 0 is the strategy's own."),
    Column("accepted_strategy", \.acceptedStrategy, "Strategy of the accepted tier."),
    Column(
      "fallback_trigger", \.fallbackTrigger,
      "Check or error that ended the first attempt; empty if it was accepted."),
    Column(
      "rejected", \.rejected, unit: .attempts,
      "Number of attempts whose plan was rejected: no partition, an error, or too slow."),
    Column(
      "matches_reference", \.matchesReference,
      "Whether the accepted outcome equals the sequential reference run's."),
  ]
}
