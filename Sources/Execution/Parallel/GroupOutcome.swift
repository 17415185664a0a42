import EVM
import Scheduling

/// Why a group could not be executed to its end.
///
/// An object, so that the outcomes of the many groups without one are cheap to hand around.
final class GroupFailure: Sendable {
  let transaction: TransactionIndex
  let reason: TransactionProcessor.Failure

  init(_ transaction: TransactionIndex, _ reason: TransactionProcessor.Failure) {
    self.transaction = transaction
    self.reason = reason
  }
}

/// What executing one group gave.
struct GroupOutcome: Sendable {
  let transactions: [TransactionIndex]
  let worker: Int
  /// The log that holds this group's part of what its worker ran.
  let log: WorkerLog
  /// The group's part of the log, in the group's order; shorter than `transactions` where one
  /// failed.
  let entries: Range<Int>
  let failure: GroupFailure?
  /// The readings of the tick clock when the group began, which is where the worker's last one
  /// ended, and when it ended; the same where no spans are recorded.
  let ticks: ClosedRange<UInt64>

  /// When the group began.
  var began: ContinuousClock.Instant { log.scale.instant(at: ticks.lowerBound) }

  /// When it ended.
  var ended: ContinuousClock.Instant { log.scale.instant(at: ticks.upperBound) }

  /// How long the group took, in nanoseconds.
  var elapsedNanoseconds: UInt64 {
    log.scale.nanoseconds(at: ticks.upperBound) - log.scale.nanoseconds(at: ticks.lowerBound)
  }

  /// How long the group waited for its worker, in nanoseconds.
  var queueNanoseconds: UInt64 { log.scale.nanoseconds(at: ticks.lowerBound) }

  /// The outcome of no transactions.
  static let empty = GroupOutcome(
    transactions: [], worker: 0, log: WorkerLog(), entries: 0..<0,
    failure: nil, ticks: 0...0)

  /// How many of the group's transactions have a result.
  var resultCount: Int { entries.count }

  /// The result of the transaction at a position of the group.
  func result(at position: Int) -> TransactionResult {
    log.results[entries.lowerBound + position]
  }

  /// The accounts that the transaction at a position of the group touched.
  func accounts(at position: Int) -> ArraySlice<AccountAccess> {
    log.accesses.accounts(at: entries.lowerBound + position)
  }

  /// The slots that the transaction at a position of the group touched.
  func slots(at position: Int) -> ArraySlice<SlotAccess> {
    log.accesses.slots(at: entries.lowerBound + position)
  }
}
