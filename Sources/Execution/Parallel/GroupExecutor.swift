import EVM
import EthereumTypes
import Scheduling
import Synchronization

/// What executing one group gave.
struct GroupOutcome: Sendable {
  let transactions: [TransactionIndex]
  /// In the group's order; shorter than `transactions` where one failed.
  var results: [TransactionResult] = []
  var log = AccessLog()
  var failure: (transaction: TransactionIndex, reason: TransactionProcessor.Failure)?
  var worker = 0
  var elapsedNanoseconds: UInt64 = 0
}

/// Runs the groups of a block in parallel, each on an overlay of its own.
enum GroupExecutor {
  /// Executes `groups` on the block's starting state.
  ///
  /// - Returns: One outcome for each group, in the order of `groups`.
  static func run(
    _ groups: [[TransactionIndex]], of block: ExecutableBlock, on start: LayeredState,
    machines: MachinePool, workers: Int
  ) -> [GroupOutcome] {
    let own = machines.machines(for: block.context.rules.fork)
    // Heaviest first, by what is known before execution: the last group to start is a light one.
    let order = heaviestFirst(groups, of: block)
    let outcomes = Mutex([GroupOutcome?](repeating: nil, count: groups.count))
    machines.workers.run(itemCount: groups.count, workers: workers) { worker, item in
      let group = order[item]
      var outcome = execute(groups[group], of: block, on: start, machine: own[worker])
      outcome.worker = worker
      let finished = outcome
      outcomes.withLock { $0[group] = finished }
    }
    return outcomes.withLock { $0 }.map { outcome in
      guard let outcome else { preconditionFailure("a group was not executed") }
      return outcome
    }
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
    _ group: [TransactionIndex], of block: ExecutableBlock, on start: LayeredState,
    machine: Machine
  ) -> GroupOutcome {
    let began = ContinuousClock.now
    var outcome = GroupOutcome(transactions: group)
    outcome.results.reserveCapacity(group.count)
    if machine.evm.state.stands(on: start) {
      machine.evm.state.beginGroup()
    } else {
      machine.evm.beginBlock(block.context.environment, reader: start)
    }
    for index in group {
      do throws(TransactionProcessor.Failure) {
        let result = try TransactionProcessor.process(
          block.transactions[index.rawValue], sender: block.senders[index.rawValue],
          in: block.context, on: &machine.evm, log: &outcome.log)
        outcome.results.append(result)
      } catch {
        outcome.failure = (index, error)
        break
      }
    }
    outcome.elapsedNanoseconds = began.elapsedNanoseconds
    return outcome
  }
}
