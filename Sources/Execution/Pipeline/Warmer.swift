import BlockAccessLists
import EVM
import EthereumTypes
import Scheduling
import Synchronization

/// Reads ahead of the executor while a block runs, on threads of its own.
final class Warmer: Sendable {
  private let cache: ReadCache
  private let clockStart: ContinuousClock.Instant
  private let isCancelled = Atomic<Bool>(false)
  private let threads: [SideThread]
  private let spans = Mutex<[Span]>([])
  /// The groups whose order the reads follow; `nil` until they are known.
  private let groups = Mutex<[[TransactionIndex]]?>(nil)

  /// Begins to read what `list` names, what the block's start needs first; then in the block's
  /// order, from `follow` on in the order in which the groups will be run.
  init(
    _ list: BlockAccessList, by index: BlockAccessListIndex, of block: ExecutableBlock,
    through cache: ReadCache, machines: MachinePool, clockStart: ContinuousClock.Instant
  ) {
    self.cache = cache
    self.clockStart = clockStart
    threads = [machines.warmThreads[0]]
    // A thread takes as long to wake as a read does: the first ones are issued here.
    let issued = cache.issue(ListReads.ofStart(index))
    threads[0].start {
      self.noted {
        let reads = ListReads(list, by: index, of: block, through: cache) {
          self.groups.withLock { $0 }.map { Self.order(of: $0, in: block) }
        }
        cache.warm(reads, after: issued, isCancelled: { self.isCancelled.load(ordering: .relaxed) })
        // Which code an account has is known when the account is: of the last ones only now.
        cache.warm(reads.remainingCodes, isCancelled: { self.isCancelled.load(ordering: .relaxed) })
      }
    }
  }

  /// Begins to execute the transactions of `block` ahead, each on the block's starting state.
  init(
    executing block: ExecutableBlock, for groups: [[TransactionIndex]], on start: BlockStart,
    through cache: ReadCache, machines: MachinePool, clockStart: ContinuousClock.Instant
  ) {
    self.cache = cache
    self.clockStart = clockStart
    threads = machines.warmThreads
    let order = Self.order(of: groups, in: block)
    let cursor = Cursor()
    for (thread, machine) in zip(threads, machines.warmMachines(for: block.fork)) {
      let reader = LayeredState(base: ReadingAhead(through: cache), merged: start.merged)
      thread.start {
        self.noted { self.execute(order, of: block, on: machine, reader, cursor) }
      }
    }
  }

  /// Tells the groups, once they are known.
  func follow(_ groups: [[TransactionIndex]]) {
    self.groups.withLock { $0 = groups }
  }

  /// The order in which the executor takes the transactions.
  private static func order(
    of groups: [[TransactionIndex]], in block: ExecutableBlock
  ) -> [TransactionIndex] {
    GroupExecutor.heaviestFirst(groups, of: block).flatMap { groups[$0] }
  }

  /// Stops, within one read or one transaction, and waits until it has.
  ///
  /// - Returns: When the threads worked.
  func stop() -> [Span] {
    isCancelled.store(true, ordering: .relaxed)
    for thread in threads { thread.wait() }
    return spans.withLock { $0 }
  }

  private final class Cursor: Sendable {
    private let next = Atomic<Int>(0)

    func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
  }

  private func execute(
    _ order: [TransactionIndex], of block: ExecutableBlock, on machine: Machine,
    _ reader: LayeredState, _ cursor: Cursor
  ) {
    machine.evm.beginBlock(block.context.environment, reader: reader)
    while !isCancelled.load(ordering: .relaxed) {
      let position = cursor.take()
      guard position < order.count else { return }
      machine.evm.state.beginGroup()
      var log = AccessLog()
      // How it ends is nobody's business: only what it read counts.
      _ = try? TransactionProcessor.process(
        block.transactions[order[position].rawValue], in: block.context, on: &machine.evm,
        log: &log, assumesNonce: true)
    }
  }

  private func noted(_ body: () -> Void) {
    let began = clockStart.elapsedNanoseconds
    body()
    let span = Span(.warm, on: .warmer, from: began, to: clockStart.elapsedNanoseconds)
    spans.withLock { $0.append(span) }
  }
}
