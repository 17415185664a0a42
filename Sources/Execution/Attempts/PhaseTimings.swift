/// Nanoseconds that the phases of one attempt took, on a monotonic clock.
package struct PhaseTimings: Sendable, Equatable {
  /// The strategy's own time.
  package var groupsNanoseconds: UInt64 = 0
  /// The way to a strategy in another process and back, which is in no other time; `nil` for one
  /// in this process.
  package var transportNanoseconds: UInt64?
  /// From handing out the first group until the last one is done.
  package var execNanoseconds: UInt64 = 0
  /// Merging in block order, and the post-execution calls.
  package var mergeNanoseconds: UInt64 = 0
  /// Receipts root, requests hash and access list, and comparing them with what the block commits
  /// to.
  package var verifyNanoseconds: UInt64 = 0
  /// Putting the changes in order for the merkleizer.
  package var sendNanoseconds: UInt64 = 0
  /// Work of the merkleizer's thread on this attempt, in parallel with the other phases.
  package var merkleNanoseconds: UInt64 = 0
  /// Account updates waiting for the merkleizer's thread to take them.
  package var merkleQueueNanoseconds: UInt64 = 0
  /// Waiting for the root: the part of the merkleizer's work that nothing hid.
  package var waitNanoseconds: UInt64 = 0
  /// Work of the warmer's threads on this attempt, in parallel with the other phases.
  package var warmNanoseconds: UInt64 = 0
  /// The whole attempt.
  package var totalNanoseconds: UInt64 = 0

  package init() {}

  package static func + (a: PhaseTimings, b: PhaseTimings) -> PhaseTimings {
    var sum = a
    sum.transportNanoseconds = a.transportNanoseconds ?? b.transportNanoseconds
    sum.groupsNanoseconds += b.groupsNanoseconds
    sum.execNanoseconds += b.execNanoseconds
    sum.mergeNanoseconds += b.mergeNanoseconds
    sum.verifyNanoseconds += b.verifyNanoseconds
    sum.sendNanoseconds += b.sendNanoseconds
    sum.merkleNanoseconds += b.merkleNanoseconds
    sum.merkleQueueNanoseconds += b.merkleQueueNanoseconds
    sum.waitNanoseconds += b.waitNanoseconds
    sum.warmNanoseconds += b.warmNanoseconds
    sum.totalNanoseconds += b.totalNanoseconds
    return sum
  }
}
