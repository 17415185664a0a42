import Foundation
import StateTrie
import Synchronization

/// Threads that run numbered items of work; the caller takes part as worker 0.
///
/// Persistent: a parked thread wakes in some 10 µs, a new task costs 1–3 µs each (performance.md,
/// "Threads"). Items are handed out by one atomic cursor, so that a long item delays no other.
package final class WorkerPool: Sendable {
  private struct Job: Sendable {
    let itemCount: Int
    let body: @Sendable (_ worker: Int, _ item: Int) -> Void
  }

  package let workerCount: Int
  private let job = Mutex<Job?>(nil)
  private let cursor = Atomic<Int>(0)
  private let wake: [DispatchSemaphore]
  private let finished = DispatchSemaphore(value: 0)

  /// - Parameter workerCount: Workers in all, the caller included; at least 1.
  package init(workerCount: Int) {
    precondition(workerCount >= 1, "a pool has at least one worker")
    self.workerCount = workerCount
    wake = (1..<workerCount).map { _ in DispatchSemaphore(value: 0) }
    for worker in 1..<workerCount {
      let thread = Thread { [weak self, semaphore = wake[worker - 1]] in
        while true {
          semaphore.wait()
          // The pool is gone, or has no job for a woken worker: it is being taken down.
          guard let self, let job = self.job.withLock({ $0 }) else { return }
          self.work(as: worker, on: job)
          self.finished.signal()
        }
      }
      thread.name = "balbench worker \(worker)"
      thread.stackSize = 16 << 20
      thread.start()
    }
  }

  deinit {
    for semaphore in wake { semaphore.signal() }
  }

  /// Runs `body` once for each item of `0..<itemCount`, and returns when all are done.
  ///
  /// - Parameter workers: How many of the pool's workers take part.
  package func run(
    itemCount: Int, workers: Int, _ body: @escaping @Sendable (_ worker: Int, _ item: Int) -> Void
  ) {
    precondition(workers >= 1 && workers <= workerCount, "the pool has \(workerCount) workers")
    let job = Job(itemCount: itemCount, body: body)
    cursor.store(0, ordering: .relaxed)
    // More workers than items would be woken for nothing.
    let helpers = min(workers, itemCount) - 1
    if helpers > 0 {
      self.job.withLock { $0 = job }
      for helper in 0..<helpers { wake[helper].signal() }
    }
    work(as: 0, on: job)
    if helpers > 0 {
      for _ in 0..<helpers { finished.wait() }
      self.job.withLock { $0 = nil }
    }
  }

  private func work(as worker: Int, on job: Job) {
    while true {
      let item = cursor.wrappingAdd(1, ordering: .relaxed).oldValue
      if item >= job.itemCount { return }
      job.body(worker, item)
    }
  }
}

extension WorkerPool {
  /// Runs the pieces of a trie on all of the pool's workers.
  package var runPieces: TriePieceRunner {
    { count, body in
      self.run(itemCount: count, workers: self.workerCount) { _, piece in body(piece) }
    }
  }
}
