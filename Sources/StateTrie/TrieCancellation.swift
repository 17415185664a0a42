import Synchronization

/// A flag that stops an update of a trie from another thread.
package final class TrieCancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// A flag that is not set.
  package init() {}

  /// Stops the update before its next batch of hashes.
  package func cancel() {
    flag.store(true, ordering: .relaxed)
  }

  /// Whether ``cancel()`` was called.
  package var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
