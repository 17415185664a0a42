import Dispatch
import EVM
import Synchronization

/// A part of a read cache, under one lock: the answers, and the reads that are under way.
final class ReadStripe<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Contents {
    var answers: [Key: Value] = [:]
    /// Reads under way, with those who wait for them.
    var pending: [Key: [DispatchSemaphore]] = [:]
    /// Keys that were read ahead and that the executor has not asked for yet.
    var unasked: Set<Key> = []
    var counts = ReadCounts()

    /// Counts a read of the executor that found its answer.
    @inline(__always)
    mutating func noteAnswered(_ key: Key) {
      counts.warm += 1
      noteAsked(key)
    }

    /// Counts a read ahead as useful when its key is first asked for.
    @inline(__always)
    mutating func noteAsked(_ key: Key) {
      if !unasked.isEmpty, unasked.remove(key) != nil { counts.useful += 1 }
    }
  }

  /// What a look at the contents tells a reader to do.
  private enum Step {
    case take(Value)
    case wait(DispatchSemaphore)
    case read
  }

  private let contents: Mutex<Contents>

  /// - Parameter capacity: What a usual block reads: growing would hold the lock.
  init(capacity: Int) {
    var contents = Contents()
    contents.answers.reserveCapacity(capacity)
    self.contents = Mutex(contents)
  }

  var counts: ReadCounts { contents.withLock { $0.counts } }

  /// The answer for `key`; the first who asks reads it, who asks meanwhile waits.
  ///
  /// Read outside the lock: a slow store must not hold up the other readers of the stripe.
  func value(
    for key: Key, read: () throws(StateReadError) -> Value
  ) throws(StateReadError) -> Value {
    var hasWaited = false
    while true {
      switch step(for: key, hasWaited: hasWaited) {
      case .take(let value): return value
      case .wait(let semaphore):
        semaphore.wait()
        hasWaited = true
      case .read: return try answer(key, read: read)
      }
    }
  }

  /// The answer for `key` where there is one; counts nothing.
  func known(_ key: Key) -> Value? { contents.withLock { $0.answers[key] } }

  /// The answer for `key`, for one who reads ahead of the executor.
  func valueAhead(
    for key: Key, read: () throws(StateReadError) -> Value
  ) throws(StateReadError) -> Value {
    while true {
      switch stepAhead(for: key) {
      case .take(let value): return value
      case .wait(let semaphore): semaphore.wait()
      case .read: return try answer(key, read: read)
      }
    }
  }

  private func stepAhead(for key: Key) -> Step {
    contents.withLock { contents in
      if let known = contents.answers[key] { return .take(known) }
      if contents.pending[key] != nil {
        let semaphore = DispatchSemaphore(value: 0)
        contents.pending[key]?.append(semaphore)
        return .wait(semaphore)
      }
      contents.pending[key] = []
      contents.unasked.insert(key)
      contents.counts.prefetched += 1
      return .read
    }
  }

  /// Marks `key` as under way, for a read ahead of the executor that `answer` will end.
  ///
  /// - Returns: Whether it is to be read: false where it is known or under way.
  func beginPrefetch(_ key: Key) -> Bool {
    contents.withLock { contents in
      guard contents.answers[key] == nil, contents.pending[key] == nil else { return false }
      contents.pending[key] = []
      contents.unasked.insert(key)
      contents.counts.prefetched += 1
      return true
    }
  }

  private func step(for key: Key, hasWaited: Bool) -> Step {
    contents.withLock { contents in
      if let known = contents.answers[key] {
        // Who has waited was counted then.
        if !hasWaited { contents.noteAnswered(key) }
        return .take(known)
      }
      if contents.pending[key] != nil {
        if !hasWaited {
          contents.counts.late += 1
          contents.noteAsked(key)
        }
        let semaphore = DispatchSemaphore(value: 0)
        contents.pending[key]?.append(semaphore)
        return .wait(semaphore)
      }
      contents.counts.cold += 1
      contents.pending[key] = []
      return .read
    }
  }

  /// Reads `key`, which is under way, and hands the answer to those who wait.
  ///
  /// A read that fails is forgotten: who waits for the key reads it again, and gets the error.
  func answer(
    _ key: Key, read: () throws(StateReadError) -> Value
  ) throws(StateReadError) -> Value {
    do throws(StateReadError) {
      let value = try read()
      finish(key, value)
      return value
    } catch {
      finish(key, nil)
      throw error
    }
  }

  private func finish(_ key: Key, _ value: Value?) {
    let waiting = contents.withLock { contents in
      if let value {
        contents.answers[key] = value
      } else {
        contents.unasked.remove(key)
      }
      return contents.pending.removeValue(forKey: key) ?? []
    }
    for semaphore in waiting { semaphore.signal() }
  }
}
