/// A row of `workers.csv`: what one worker did in one attempt.
package struct WorkerRow: BlockTableRow {
  package var identity = RowIdentity()
  /// The attempt at the block, from 0.
  package var attempt = 0
  /// The worker, from 0.
  package var worker = 0
  /// The groups that it executed.
  package var groupCount = 0
  /// The time it spent on them.
  package var busy: UInt64?
  /// The time until it had its first group.
  package var queueWait: UInt64?
  /// The rest of the execution.
  package var idle: UInt64?

  package init() {}

  package static let table = Table<WorkerRow>(
    "workers", "One row per worker of each attempt that executed anything.",
    columns: RowIdentity.columns(RowIdentity.leadingColumns, of: \.identity)
      + [
        Column("attempt", \.attempt, "Place of the attempt among those at the block, from 0."),
        Column("worker", \.worker, "The worker, from 0; worker 0 is the attempt's own thread."),
        Column(
          "group_count", \.groupCount, isDeterministic: false,
          "Number of groups that the worker executed."),
        .time("busy_ns", \.busy, "Time the worker spent executing groups."),
        .time(
          "queue_wait_ns", \.queueWait,
          "Time from handing out the groups until the worker began its first one; all of exec_ns"
            + " for a worker that came to none."),
        .time(
          "idle_ns", \.idle,
          "exec_ns − busy_ns − queue_wait_ns: time in which the worker waited for the last group"
            + " of others."),
      ]
      + RowIdentity.columns(RowIdentity.trailingColumns, of: \.identity))
}
