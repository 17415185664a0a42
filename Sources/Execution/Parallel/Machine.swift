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
    return log
  }
}

/// The machines of all workers, and the analysed code that they share.
package final class MachinePool: Sendable {
  private struct ForkMachines {
    let codeCache: CodeCache
    var machines: [Machine]
  }

  package let workers: WorkerPool
  private let forks = Mutex<[Fork: ForkMachines]>([:])

  package init(workerCount: Int) {
    workers = WorkerPool(workerCount: workerCount)
  }

  /// One machine for each worker, by worker number.
  func machines(for fork: Fork) -> [Machine] {
    let count = workers.workerCount
    return forks.withLock { forks in
      if let known = forks[fork] { return known.machines }
      let rules = ForkRules.rules(for: fork)
      let codeCache = CodeCache(rules: rules)
      let machines = (0..<count).map { _ in Machine(rules: rules, codeCache: codeCache) }
      forks[fork] = ForkMachines(codeCache: codeCache, machines: machines)
      return machines
    }
  }
}
