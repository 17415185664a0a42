import EVM
import EthereumTypes
import Scheduling

/// Runs the groups of a block in parallel, each on an overlay of its own.
enum GroupExecutor {
  /// Executes `groups` on the block's starting state.
  ///
  /// - Parameter readers: That state, once for each worker.
  /// - Returns: One outcome for each group, in the order of `groups`.
  static func run(
    _ groups: [[TransactionIndex]], of block: ExecutableBlock, on readers: [LayeredState],
    machines: MachinePool, workers: Int
  ) -> [GroupOutcome] {
    let own = machines.machines(for: block.context.rules.fork)
    // Heaviest first, by what is known before execution: the last group to start is a light one.
    let order = heaviestFirst(groups, of: block)
    let logs = own.prefix(workers).map {
      $0.beginLog(transactionCount: block.transactions.count / workers + 1)
    }
    let places = OutcomePlaces(count: groups.count)
    machines.workers.run(itemCount: groups.count, workers: workers) { worker, item in
      let group = order[item]
      places.fill(
        group,
        with: execute(
          groups[group], of: block, on: readers[worker], machine: own[worker], worker: worker,
          log: logs[worker]))
    }
    return places.take()
  }

  private static func heaviestFirst(
    _ groups: [[TransactionIndex]], of block: ExecutableBlock
  ) -> [Int] {
    let weights = groups.map { group in
      // A sum of gas limits may exceed 64 bits in an invalid block.
      group.reduce(0.0) { $0 + block.gasLimits[$1.rawValue] }
    }
    // Groups that weigh the same, single transfers above all, need no order.
    guard weights.contains(where: { $0 != weights[0] }) else { return Array(groups.indices) }
    return groups.indices.sorted {
      weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1]
    }
  }

  private static func execute(
    _ group: [TransactionIndex], of block: ExecutableBlock, on reader: LayeredState,
    machine: Machine, worker: Int, log: WorkerLog
  ) -> GroupOutcome {
    let began = ContinuousClock.now
    let first = log.results.count
    var failure: (TransactionIndex, TransactionProcessor.Failure)?
    if machine.evm.state.stands(on: reader) {
      machine.evm.state.beginGroup()
    } else {
      machine.evm.beginBlock(block.context.environment, reader: reader)
    }
    for index in group {
      do throws(TransactionProcessor.Failure) {
        try log.append { accesses throws(TransactionProcessor.Failure) in
          try TransactionProcessor.process(
            block.transactions[index.rawValue], in: block.context, on: &machine.evm,
            log: &accesses)
        }
      } catch {
        failure = (index, error)
        break
      }
    }
    return GroupOutcome(
      transactions: group, worker: worker, log: log, entries: first..<log.results.count,
      failure: failure, elapsedNanoseconds: began.elapsedNanoseconds)
  }
}

/// Where workers put the outcomes of groups.
///
/// Sendable by this invariant: each place is filled once, by the one worker that ran its group,
/// and taken when the pool is done.
private final class OutcomePlaces: @unchecked Sendable {
  private let outcomes: UnsafeMutablePointer<GroupOutcome>
  private let count: Int

  init(count: Int) {
    outcomes = .allocate(capacity: count)
    self.count = count
  }

  deinit { outcomes.deallocate() }

  func fill(_ place: Int, with outcome: GroupOutcome) {
    (outcomes + place).initialize(to: outcome)
  }

  /// Moves the outcomes out; every place has been filled.
  func take() -> [GroupOutcome] {
    [GroupOutcome](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress?.moveInitialize(from: outcomes, count: count)
      initialized = count
    }
  }
}
