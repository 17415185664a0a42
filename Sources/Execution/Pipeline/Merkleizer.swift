import Dispatch
import EthereumTypes
import StateTrie
import Synchronization

/// Computes the state root on a thread of its own, from account updates that arrive while the
/// block is still executed.
///
/// Values that come in early are guesses until the block is merged: the owner ends with those that
/// turned out otherwise, and a failed attempt cancels the rest.
final class Merkleizer: Sendable {
  /// What came of it.
  struct Outcome: Sendable {
    /// `nil` where the update was cancelled.
    let trie: Result<StateTrie?, TrieError>
    /// When the thread worked, as opposed to waiting for updates.
    let spans: [Span]

    /// How long the thread worked, in nanoseconds.
    var busyNanoseconds: UInt64 { spans.reduce(0) { $0 + $1.duration } }
  }

  private struct Inbox {
    var updates: [AccountUpdate] = []
    var isComplete = false
  }

  /// Fewer waiting accounts are not worth bringing into the trie: a vector hashes eight nodes in
  /// the time of one, and the branches at the top are made again each time.
  private static let leastBatch = 64

  private let inbox = Mutex(Inbox())
  private let arrived = DispatchSemaphore(value: 0)
  private let cancellation = TrieCancellation()
  private let outcome = Mutex<Outcome?>(nil)
  private let finished = DispatchSemaphore(value: 0)
  private let clockStart: ContinuousClock.Instant

  /// Begins on `thread`.
  ///
  /// - Parameters:
  ///   - clockStart: What the spans count from.
  ///   - updates: All there will be, made by the thread itself; `nil` where they are sent.
  init(
    of parent: StateTrie, on thread: SideThread, clockStart: ContinuousClock.Instant,
    updates: (@Sendable () throws(TrieError) -> [AccountUpdate])? = nil
  ) {
    self.clockStart = clockStart
    thread.start { self.work(on: parent, updates) }
  }

  /// Takes updates, from any thread; those sent later win.
  func send(_ updates: [AccountUpdate]) {
    if updates.isEmpty { return }
    inbox.withLock { $0.updates += updates }
    arrived.signal()
  }

  /// Sends the last updates; the root follows.
  func complete(with updates: [AccountUpdate]) {
    inbox.withLock {
      $0.updates += updates
      $0.isComplete = true
    }
    arrived.signal()
  }

  /// Stops, within one batch of hashes.
  func cancel() {
    cancellation.cancel()
    complete(with: [])
  }

  /// Waits for the end, after `complete` or `cancel`; may be called again.
  func wait() -> Outcome {
    finished.wait()
    finished.signal()
    guard let outcome = outcome.withLock({ $0 }) else {
      preconditionFailure("a merkleizer ended without an outcome")
    }
    return outcome
  }

  private func work(
    on parent: StateTrie, _ updates: (() throws(TrieError) -> [AccountUpdate])?
  ) {
    var spans: [Span] = []
    let trie: Result<StateTrie?, TrieError>
    do throws(TrieError) {
      if let updates {
        let began = clockStart.elapsedNanoseconds
        complete(with: try updates())
        note(&spans, from: began)
      }
      trie = .success(try update(parent, &spans))
    } catch {
      trie = .failure(error)
    }
    outcome.withLock { $0 = Outcome(trie: trie, spans: spans) }
    finished.signal()
  }

  private func update(
    _ parent: StateTrie, _ spans: inout [Span]
  ) throws(TrieError) -> StateTrie? {
    var update = StateTrieUpdate(of: parent, cancellation: cancellation)
    var waiting = 0
    while true {
      let taken = inbox.withLock { inbox in
        defer { inbox.updates = [] }
        return inbox
      }
      let began = clockStart.elapsedNanoseconds
      update.add(taken.updates)
      waiting += taken.updates.count
      if taken.isComplete { break }
      if waiting >= Self.leastBatch, inbox.withLock({ $0.updates.isEmpty }) {
        try update.hashAhead()
        waiting = 0
      }
      note(&spans, from: began)
      arrived.wait()
    }
    let began = clockStart.elapsedNanoseconds
    let trie = try update.finish()
    note(&spans, from: began)
    return trie
  }

  /// Adds a span that ends now.
  private func note(_ spans: inout [Span], from start: UInt64) {
    spans.append(
      Span(.merkle, on: .merkleizer, from: start, to: clockStart.elapsedNanoseconds))
  }
}
