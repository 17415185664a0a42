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
    /// How long updates waited for the thread, in nanoseconds.
    let queueNanoseconds: UInt64

    /// How long the thread worked, in nanoseconds.
    var busyNanoseconds: UInt64 { spans.reduce(0) { $0 + $1.duration } }
  }

  private struct Inbox {
    var updates: [AccountUpdate] = []
    var isComplete = false
    /// When the first of the updates came.
    var sent: UInt64?
    /// How long those before waited.
    var queueNanoseconds: UInt64 = 0
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
  private let pool: WorkerPool?

  /// Begins on `thread`.
  ///
  /// - Parameters:
  ///   - clockStart: What the spans count from.
  ///   - pool: Shares the last hashing with this thread, when no group is executed any more.
  ///   - updates: All there will be, made by the thread itself; `nil` where they are sent.
  init(
    of parent: StateTrie, on thread: SideThread, clockStart: ContinuousClock.Instant,
    splitting pool: WorkerPool? = nil,
    updates: (@Sendable () throws(TrieError) -> [AccountUpdate])? = nil
  ) {
    self.clockStart = clockStart
    self.pool = pool
    thread.start { self.work(on: parent, updates) }
  }

  /// Takes updates, from any thread; those sent later win.
  func send(_ updates: [AccountUpdate]) {
    if updates.isEmpty { return }
    deliver(updates, isComplete: false)
  }

  /// Sends the last updates; the root follows.
  func complete(with updates: [AccountUpdate]) {
    deliver(updates, isComplete: true)
  }

  private func deliver(_ updates: [AccountUpdate], isComplete: Bool) {
    inbox.withLock { inbox in
      inbox.sent = inbox.sent ?? clockStart.elapsedNanoseconds
      inbox.updates += updates
      if isComplete { inbox.isComplete = true }
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
    let queued = inbox.withLock { $0.queueNanoseconds }
    outcome.withLock { $0 = Outcome(trie: trie, spans: spans, queueNanoseconds: queued) }
    finished.signal()
  }

  private func update(
    _ parent: StateTrie, _ spans: inout [Span]
  ) throws(TrieError) -> StateTrie? {
    var update = StateTrieUpdate(of: parent, cancellation: cancellation)
    var waiting = 0
    while true {
      let began = clockStart.elapsedNanoseconds
      let taken = inbox.withLock { inbox in
        if let sent = inbox.sent, sent < began { inbox.queueNanoseconds += began - sent }
        defer {
          inbox.updates = []
          inbox.sent = nil
        }
        return inbox
      }
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
    let trie = try update.finish(runPieces: pool?.runPieces)
    note(&spans, from: began)
    return trie
  }

  /// Adds a span that ends now.
  private func note(_ spans: inout [Span], from start: UInt64) {
    spans.append(
      Span(.merkle, on: .merkleizer, from: start, to: clockStart.elapsedNanoseconds))
  }
}
