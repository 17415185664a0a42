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
  /// When the group began, which is where the worker's last one ended; the same as `ended` where
  /// no spans are recorded.
  let began: ContinuousClock.Instant
  let ended: ContinuousClock.Instant

  /// How long the group took, in nanoseconds.
  var elapsedNanoseconds: UInt64 { began.nanoseconds(to: ended) }

  /// The outcome of no transactions.
  static let empty = GroupOutcome(
    transactions: [], worker: 0, log: WorkerLog(), entries: 0..<0,
    failure: nil, began: .now, ended: .now)

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
