import EVM

/// A store that runs read a block's parent state from, behind one read interface.
///
/// The memory store is the default, and always there: the reference run reads from it. Others hold
/// the same state elsewhere, or make reads cost something. See docs/stores.md.
package protocol StateStore: StateReader {
  /// Whether a read takes less time than a lock, so that it may be made while one is held.
  var isImmediate: Bool { get }
  /// What a cold read takes on the virtual clock; `nil` where it takes what it takes.
  var coldReadNanoseconds: UInt64? { get }
  /// Makes every read cold again, so far as the system permits.
  ///
  /// The chain's owner calls it before each run, when nobody reads.
  func chill() throws(StateReadError)
}

extension StateStore {
  package var isImmediate: Bool { false }
  package var coldReadNanoseconds: UInt64? { nil }
}
