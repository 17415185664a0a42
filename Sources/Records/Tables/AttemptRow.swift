/// A row of `attempts.csv`: one attempt at a block, accepted or not.
package struct AttemptRow: BlockTableRow {
  /// How an attempt ended.
  package enum Outcome: String, FieldValue {
    /// Everything checked equals the header.
    case accepted
    /// It was executed and found wrong.
    case failed
    /// The plan was not executed.
    case rejected

    package static var columnType: ColumnType { .string }
    package var fieldText: String { rawValue }
    package init?(fieldText: String) { self.init(rawValue: fieldText) }
  }

  package var identity = RowIdentity()
  /// The attempt at the block, from 0.
  package var attempt = 0
  /// The tier that it belongs to, from 0; a tier may make several.
  package var tier = 0
  /// The strategy that planned it.
  package var tierStrategy = ""
  /// That strategy's options.
  package var tierOptions = ""
  /// How it ended.
  package var outcome = Outcome.accepted
  /// The check or error that ended it.
  package var trigger: String?
  /// The error's text, where it ended in one.
  package var message: String?
  /// The grouping that was executed.
  package var shape = GroupingShape()
  /// The first transaction that differs from the reference, from 0.
  package var differingTransaction: Int?
  /// What differs there.
  package var differingResource: String?
  /// The reference's value.
  package var expected: String?
  /// The attempt's value.
  package var actual: String?
  /// The dependency that the grouping missed.
  package var missedEdgeKind: String?
  package var missedEdgeFrom: Int?
  package var missedEdgeTo: Int?
  package var missedEdgeResource: String?
  /// Where the later transaction touches the resource of that dependency.
  package var missedEdgeCallDepth: Int?
  package var missedEdgeOpcode: String?
  /// The rule of the approximations that leaves it out.
  package var missedEdgeExcludedBy: String?
  /// The grouping compared with the true dependencies.
  package var edges = EdgeAssessment()
  /// The phases of the attempt.
  package var phases = PhaseTimes()
  /// The whole attempt.
  package var total: UInt64?
  /// What it read from its store.
  package var reads = StoreReads()

  package init() {}

  package static let table = Table<AttemptRow>(
    "attempts", "One row per attempt at a block, in the order of the tiers.",
    columns: RowIdentity.columns(RowIdentity.leadingColumns, of: \.identity)
      + [
        Column("attempt", \.attempt, "Place of the attempt among those at the block, from 0."),
        Column("tier", \.tier, "Tier of the attempt; 0 is the strategy's own."),
        Column("tier_strategy", \.tierStrategy, "Strategy that planned the attempt."),
        Column("tier_options", \.tierOptions, "Options of that strategy, as in options."),
        Column(
          "outcome", \.outcome,
          "accepted; failed: executed and found wrong; rejected: the plan was not executed."),
        Column("trigger", \.trigger, "Check or error that ended the attempt."),
        Column("message", \.message, "Text of the error that ended the attempt."),
      ]
      + GroupingShape.columns(of: \.shape, run: "this attempt")
      + differenceColumns
      + PhaseTimes.columns(of: \.phases, run: "this attempt")
      + PhaseTimes.besideColumns(of: \.phases, run: "this attempt")
      + [
        .time("total_ns", \.total, "Time from grouping to the attempt's verdict.")
      ]
      + RowIdentity.columns(RowIdentity.trailingColumns, of: \.identity)
      + StoreReads.columns(of: \.reads)
      + missedAccessColumns
      + EdgeAssessment.columns(of: \.edges))

  private static let differenceColumns: [Column<AttemptRow>] = [
    Column(
      "differing_transaction", \.differingTransaction,
      "First transaction, from 0 in block order, that differs from the reference run."),
    Column("differing_resource", \.differingResource, "First resource that differs there."),
    Column("expected", \.expected, "Value in the reference run."),
    Column("actual", \.actual, "Value in this attempt."),
    Column(
      "missed_edge_kind", \.missedEdgeKind, "Kind of the dependency that the grouping missed."),
    Column(
      "missed_edge_from", \.missedEdgeFrom, "Earlier transaction of that dependency, from 0."),
    Column("missed_edge_to", \.missedEdgeTo, "Later transaction of that dependency, from 0."),
    Column(
      "missed_edge_resource", \.missedEdgeResource, "Resource that the dependency is about."),
  ]

  private static let missedAccessColumns: [Column<AttemptRow>] = [
    Column(
      "missed_edge_call_depth", \.missedEdgeCallDepth,
      "Call depth at which the later transaction first touches the resource of that dependency: 0"
        + " the transaction itself, 1 the code that it calls, 2 what that calls, and so on."),
    Column(
      "missed_edge_opcode", \.missedEdgeOpcode,
      "Opcode that touches it there; empty for the transaction itself."),
    Column(
      "missed_edge_excluded_by", \.missedEdgeExcludedBy, ConflictRow.excludedByDefinition),
  ]
}
