import EVM

/// A store that runs read a block's parent state from, behind one read interface.
///
/// The memory store is the default, and always there: the reference run reads from it. Others hold
/// the same state elsewhere, or make reads cost something. See docs/stores.md.
package protocol StateStore: StateReader {
  /// Whether a read takes less time than a lock, so that nothing is gained by caching its answers.
  var isImmediate: Bool { get }
  /// What a cold read takes on the virtual clock; `nil` where it takes what it takes.
  var coldReadNanoseconds: UInt64? { get }
  /// How many reads one thread may have under way at once; 1 where the store has no such thing.
  var parallelReads: Int { get }
  /// Issues a read without waiting for it: when its answer will be there, on the monotonic clock,
  /// for `answers` to give. `nil` where a read cannot be issued apart from its answer.
  func issue() -> UInt64?
  /// What answers reads that were issued.
  var answers: any StateReader { get }
  /// Makes every read cold again, so far as the system permits.
  ///
  /// The chain's owner calls it before each run, when nobody reads.
  func chill() throws(StateReadError)
}

extension StateStore {
  package var isImmediate: Bool { false }
  package var coldReadNanoseconds: UInt64? { nil }
  package var parallelReads: Int { 1 }
  package func issue() -> UInt64? { nil }
  package var answers: any StateReader { self }
}
