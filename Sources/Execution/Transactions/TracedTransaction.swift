import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import StateTrie

/// A transaction of a block that was executed opcode by opcode before an observer.
package struct TracedTransaction: Sendable {
  package let isSuccess: Bool
  /// Gas the sender pays for.
  package let gasUsed: UInt64
  /// The root after the transaction, where it can be computed.
  package let stateRoot: Hash32?
  package let fork: Fork

  /// Executes the chosen block's transactions up to number `index`, which is watched.
  ///
  /// - Parameter observer: Makes who watches, when the fork is known.
  /// - Throws: `ChosenBlockError`, or why the block set could not be read.
  package static func run(
    _ index: TransactionIndex, in choice: BlockAccessListFile.Choice, of blockSet: BlockSet,
    observer: (Fork) -> any StepObserver
  ) throws -> TracedTransaction {
    try ChosenBlock.find(choice, in: blockSet, transactionCount: index.rawValue + 1) {
      runner, block throws(BlockInvalidity) in
      try runner.trace(index, of: block, observer: observer)
    }
  }
}

extension ChainRunner {
  /// Executes the block's transactions up to number `index`, which is watched.
  fileprivate func trace(
    _ index: TransactionIndex, of input: InputBlock, observer: (Fork) -> any StepObserver
  ) throws(BlockInvalidity) -> TracedTransaction {
    let block = try executable(input)
    let own = machines.machines(for: block.fork)
    let machine = own[0]
    let start = try BlockStart(block, on: store, machines: own)
    var log = AccessLog()
    machine.evm.beginBlock(block.context.environment, reader: start.readers[0])
    for earlier in 0..<index.rawValue {
      _ = try execute(TransactionIndex(rawValue: earlier), of: block, on: machine, log: &log)
    }
    machine.evm.observe(with: observer(block.fork))
    defer { machine.evm.observe(with: nil) }
    let result = try execute(index, of: block, on: machine, log: &log)
    return TracedTransaction(
      isSuccess: result.isSuccess, gasUsed: result.gasUsed,
      stateRoot: try stateRoot(after: log, on: start), fork: block.fork)
  }

  /// Executes one of the block's transactions on a machine that has executed those before it.
  func execute(
    _ index: TransactionIndex, of block: ExecutableBlock, on machine: Machine,
    log: inout AccessLog
  ) throws(BlockInvalidity) -> TransactionResult {
    do throws(TransactionProcessor.Failure) {
      return try TransactionProcessor.process(
        block.transactions[index.rawValue], in: block.context, on: &machine.evm, log: &log)
    } catch {
      switch error {
      case .invalid(let reason): throw .transaction(index, reason)
      case .fatal(let error): throw .execution(error)
      }
    }
  }

  private func stateRoot(
    after log: AccessLog, on start: BlockStart
  ) throws(BlockInvalidity) -> Hash32? {
    guard var trie else { return nil }
    var merged = start.merged
    for position in log.entries.indices {
      // In block order the fee recipient never spends what it has not earned.
      _ = merged.merge(
        log.accounts(at: position), log.slots(at: position),
        at: BlockAccessIndex(TransactionIndex(rawValue: position)))
    }
    let changes = merged.changes(in: merged.accessList.canonicalOrder())
    do throws(TrieError) {
      try trie.apply(changes.accountUpdates)
    } catch {
      // A witness proves what the whole block changes, not what it leaves along the way.
      if error.problem == .missingNode { return nil }
      throw .trie(error)
    }
    return trie.rootHash
  }
}
