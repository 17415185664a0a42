/// How long the phases of one execution took.
package struct PhaseTimes: Equatable, Sendable {
  /// Building the grouping.
  package var groups: UInt64?
  /// The way to a strategy in another process and back.
  package var transport: UInt64?
  /// Executing the groups.
  package var exec: UInt64?
  /// Merging their outcomes in transaction order.
  package var merge: UInt64?
  /// Handing account updates to the merkleizer.
  package var send: UInt64?
  /// Computing the state root, on the merkleizer's thread.
  package var merkle: UInt64?
  /// Waiting for the root.
  package var merkleWait: UInt64?
  /// Account updates on the way to the merkleizer's thread.
  package var merkleQueue: UInt64?
  /// Reading ahead, on the warmer's threads.
  package var warm: UInt64?
  /// Executing groups, summed over the workers.
  package var workerBusy: UInt64?
  /// Having no group to execute, summed over the workers.
  package var workerIdle: UInt64?
  /// Receipts root and access list, and comparing all but the state root with the header.
  package var verify: UInt64?

  package init() {}
}

extension PhaseTimes {
  static func columns<Row>(
    of path: any WritableKeyPath<Row, PhaseTimes> & Sendable, run: String
  ) -> [Column<Row>] {
    let columns: [Column<PhaseTimes>] = [
      .time("groups_ns", \.groups, "Time to build the grouping of \(run)."),
      .time("exec_ns", \.exec, "Time to execute the groups of \(run), from first to last."),
      .time("merge_ns", \.merge, "Time to merge the groups of \(run) in transaction order."),
      .time("send_ns", \.send, "Time to hand the account updates of \(run) to the merkleizer."),
      .time(
        "merkle_ns", \.merkle,
        "Time that the merkleizer's thread worked on the state root of \(run), beside the other"
          + " phases."),
    ]
    return columns.map { Column($0, within: path) }
  }

  /// The phases that came to the tables later than those of the first columns.
  static func besideColumns<Row>(
    of path: any WritableKeyPath<Row, PhaseTimes> & Sendable, run: String
  ) -> [Column<Row>] {
    let columns: [Column<PhaseTimes>] = [
      .time(
        "verify_ns", \.verify,
        "Time to make the receipts root and the access list of \(run), and to compare everything"
          + " but the state root with the header."),
      .time(
        "merkle_wait_ns", \.merkleWait,
        "Time that \(run) waited for the state root: what of merkle_ns nothing hid."),
      .time(
        "merkle_queue_ns", \.merkleQueue,
        "Time in which account updates of \(run) waited for the merkleizer's thread to take them:"
          + " it was being woken, or at work on earlier ones."),
      .time(
        "warm_ns", \.warm,
        "Time that the warmer's threads together were at work beside \(run)."),
      .time(
        "worker_busy_ns", \.workerBusy,
        "Time that the workers together spent on the groups of \(run)."),
      .time(
        "worker_idle_ns", \.workerIdle,
        "exec_ns × workers − worker_busy_ns: time in which workers of \(run) had no group, were"
          + " woken, or waited for the last one."),
      .time(
        "transport_ns", \.transport,
        "Time that the way to a strategy in another process and back took for \(run), its start"
          + " included; in no other time, and empty for strategies of this process."),
    ]
    return columns.map { Column($0, within: path) }
  }
}
