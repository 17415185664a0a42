/// A row of `spans.csv`: a stretch of time in which one thread was busy with one thing.
package struct SpanRow: BlockTableRow {
  package var identity = RowIdentity()
  /// The attempt at the block, from 0.
  package var attempt = 0
  /// The phase.
  package var phase = ""
  /// The thread.
  package var thread = ""
  /// The group that a worker executed, by its place in the grouping.
  package var group: Int?
  /// When it began, from the start of the block's run.
  package var start: UInt64?
  /// When it ended, from the start of the block's run.
  package var end: UInt64?

  package init() {}

  package static let table = Table<SpanRow>(
    "spans",
    "One row per stretch of time in which a thread was busy; empty unless the plan has"
      + " execution.spans.",
    columns: RowIdentity.columns(RowIdentity.leadingColumns, of: \.identity)
      + [
        Column(
          "attempt", \.attempt, isDeterministic: false,
          "Place of the attempt among those at the block, from 0."),
        Column(
          "phase", \.phase, isDeterministic: false,
          "What was done: start, warm, groups, exec, merge, send, merkle, verify; wait: for the root."
        ),
        Column(
          "thread", \.thread, isDeterministic: false,
          "Who did it: owner, which is worker 0 too; worker N; warmer; merkleizer."),
        Column(
          "group", \.group, isDeterministic: false,
          "The group that the worker executed, by its place in the grouping."),
        .time("start_ns", \.start, "When it began, from the start of the block's run."),
        .time("end_ns", \.end, "When it ended, from the start of the block's run."),
      ]
      + RowIdentity.columns(RowIdentity.trailingColumns, of: \.identity))
}
