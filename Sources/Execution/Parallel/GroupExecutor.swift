import EVM
import EthereumTypes
import Scheduling

/// Runs the groups of a block in parallel, each on an overlay of its own.
enum GroupExecutor {
  /// Who is told of what ran before the block is merged.
  struct Stream: Sendable {
    let merkleizer: Merkleizer
    /// After each transaction, or after each group.
    let isPerTransaction: Bool
  }

  /// Executes `groups` on the block's starting state.
  ///
  /// - Parameters:
  ///   - readers: That state, once for each worker.
  ///   - recordsSpans: Whether the time of each group is taken.
  /// - Returns: One outcome for each group, in the order of `groups`.
  static func run(
    _ groups: [[TransactionIndex]], of block: ExecutableBlock, on readers: [LayeredState],
    machines: MachinePool, workers: Int, recordsSpans: Bool = true, stream: Stream? = nil
  ) -> [GroupOutcome] {
    let own = machines.machines(for: block.context.rules.fork)
    // Heaviest first, by what is known before execution: the last group to start is a light one.
    let order = heaviestFirst(groups, of: block)
    let logs = own.prefix(workers).map {
      $0.beginLog(transactionCount: block.transactions.count / workers + 1)
    }
    let places = OutcomePlaces(count: groups.count)
    let clock = TickClock.machine
    let began = clock.moment
    machines.workers.run(itemCount: groups.count, workers: workers) { worker, item in
      let group = order[item]
      let run = GroupRun(
        block: block, reader: readers[worker], machine: own[worker], log: logs[worker],
        worker: worker, stream: stream)
      // One look at the clock a group: where the last one ended this one begins.
      let start = recordsSpans ? logs[worker].lastEnd ?? clock.now : began.ticks
      let (entries, failure) = run.execute(groups[group])
      let end = recordsSpans ? clock.now : start
      logs[worker].lastEnd = end
      places.fill(
        group,
        with: GroupOutcome(
          transactions: groups[group], worker: worker, log: logs[worker], entries: entries,
          failure: failure, ticks: start...max(start, end)))
    }
    let scale = TickScale(from: began, to: clock.moment)
    for log in logs { log.scale = scale }
    return places.take()
  }

  /// The places of `groups` by descending weight, as far as it is known before execution.
  static func heaviestFirst(
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
}

/// What one worker needs to run a group.
private struct GroupRun {
  let block: ExecutableBlock
  let reader: LayeredState
  let machine: Machine
  let log: WorkerLog
  let worker: Int
  let stream: GroupExecutor.Stream?

  /// Runs the group's transactions in order, up to the first that fails.
  ///
  /// - Returns: Where their results lie in the log, and why the last one has none.
  func execute(
    _ group: [TransactionIndex]
  ) -> (
    entries: Range<Int>, failure: GroupFailure?
  ) {
    let first = log.results.count
    var failure: GroupFailure?
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
        failure = GroupFailure(index, error)
        break
      }
      if stream?.isPerTransaction == true { send((log.results.count - 1)..<log.results.count) }
    }
    let entries = first..<log.results.count
    if stream?.isPerTransaction == false { send(entries) }
    return (entries, failure)
  }

  private func send(_ entries: Range<Int>) {
    stream?.merkleizer.send(
      log.accesses.accountUpdates(at: entries, besides: block.header.feeRecipient))
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
