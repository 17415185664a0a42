import EVM

/// What one worker's transactions left, in the order in which it ran them.
///
/// One log serves all of a worker's groups: a log for each group would cost a dozen allocations
/// for a group of one transaction.
///
/// Sendable by this invariant: the worker alone uses the log while its pool runs, and nobody
/// changes it afterwards.
final class WorkerLog: @unchecked Sendable {
  private(set) var results: [TransactionResult] = []
  private(set) var accesses = AccessLog()
  /// When the worker's last group ended in this attempt, on the tick clock.
  var lastEnd: UInt64?
  /// What the ticks of this attempt mean; fitted when its groups have run.
  var scale = TickScale.none

  var isEmpty: Bool { results.isEmpty && accesses.entries.isEmpty }

  /// Makes room for what usual transactions leave.
  func reserve(transactionCount: Int) {
    results.reserveCapacity(transactionCount)
    accesses.reserve(transactionCount: transactionCount)
  }

  /// Forgets everything but the memory that held it.
  func removeAll() {
    results.removeAll(keepingCapacity: true)
    accesses.removeAll()
  }

  /// Runs a transaction and keeps its result and accesses.
  func append(
    _ process: (inout AccessLog) throws(TransactionProcessor.Failure) -> TransactionResult
  ) throws(TransactionProcessor.Failure) {
    results.append(try process(&accesses))
  }
}
