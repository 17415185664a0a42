import EVM
import EthereumTypes
import Synchronization

/// One worker's own EVM for one fork, allocated apart from the other workers'.
///
/// Sendable by this invariant: a machine belongs to one worker number of a `WorkerPool`, and the
/// pool lets one thread at a time act as a worker; the pool's owner uses it only between jobs.
final class Machine: @unchecked Sendable {
  var evm: EVM
  private var log = WorkerLog()

  init(rules: ForkRules, codeCache: CodeCache) {
    evm = EVM(rules: rules, codeCache: codeCache)
  }

  /// Empties the log of the worker's last attempt, so that the next one finds its memory.
  func recycleLog() {
    if isKnownUniquelyReferenced(&log) { log.removeAll() } else { log = WorkerLog() }
  }

  /// An empty log for the worker's next attempt.
  func beginLog(transactionCount: Int) -> WorkerLog {
    if !log.isEmpty { recycleLog() }
    log.reserve(transactionCount: transactionCount)
    log.lastEnd = nil
    return log
  }
}

/// The machines of all workers, and the analysed code that they share.
package final class MachinePool: Sendable {
  private struct ForkMachines {
    let codeCache: CodeCache
    let workers: [Machine]
    let warmers: [Machine]
  }

  package let workers: WorkerPool
  /// The merkleizer's.
  let merkleThread = SideThread(name: "balbench merkleizer")
  /// Shares the end of the merkleizer's work by the branches at the top; `nil` where that gains
  /// nothing. The owner judges the rest of the attempt meanwhile, and needs a core of its own.
  let merklePool: WorkerPool?
  /// The warmer's.
  let warmThreads = (0..<MachinePool.warmThreadCount).map {
    SideThread(name: "balbench warmer \($0)")
  }
  /// How many transactions are executed ahead at once: their reads wait, the machine does not.
  static let warmThreadCount = 4
  /// How many bytes of code are kept from block to block: those of some five mainnet blocks.
  package static let maximumCodeSize = 4 << 20
  private let forks = Mutex<[Fork: ForkMachines]>([:])

  package init(workerCount: Int) {
    workers = WorkerPool(workerCount: workerCount)
    merklePool = workerCount > 2 ? WorkerPool(workerCount: min(workerCount - 1, 16)) : nil
  }

  /// One machine for each worker, by worker number.
  func machines(for fork: Fork) -> [Machine] { own(fork).workers }

  /// One machine for each of the warmer's threads.
  func warmMachines(for fork: Fork) -> [Machine] { own(fork).warmers }

  private var codeCaches: [CodeCache] { forks.withLock { $0.values.map(\.codeCache) } }

  /// How many bytes of contracts' code are kept.
  package var codeSize: Int { codeCaches.reduce(0) { $0 + $1.byteCount } }

  /// Frees the code of all contracts where it has become too much to keep.
  ///
  /// To be called by the owner between two blocks, when no machine runs.
  func dropExcessCode() {
    guard codeSize > Self.maximumCodeSize else { return }
    for cache in codeCaches { cache.removeAll() }
  }

  private func own(_ fork: Fork) -> ForkMachines {
    let count = workers.workerCount
    return forks.withLock { forks in
      if let known = forks[fork] { return known }
      let rules = ForkRules.rules(for: fork)
      let codeCache = CodeCache(rules: rules)
      func machines(_ count: Int) -> [Machine] {
        (0..<count).map { _ in Machine(rules: rules, codeCache: codeCache) }
      }
      let fresh = ForkMachines(
        codeCache: codeCache, workers: machines(count), warmers: machines(Self.warmThreadCount))
      forks[fork] = fresh
      return fresh
    }
  }
}
