import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import StateTrie

/// One transaction on a state of its own, outside any block: what state tests describe.
package struct LoneTransaction {
  /// What the transaction leaves behind.
  package struct Outcome {
    /// The reason where the transaction is not valid; the state is then the one before it.
    package let invalidity: TransactionInvalidity?
    /// False where the message was reverted or halted, or the transaction is not valid.
    package let isSuccess: Bool
    package let stateRoot: Hash32
    package let logs: [Log]
    package let gasUsed: UInt64
    let postState: MemoryStore

    /// Where the state that the transaction leaves differs from `expected`, in words; the first
    /// account counts.
    package func firstDifference(from expected: Allocation) -> String? {
      postState.firstDifference(from: expected)
    }
  }

  private let context: BlockContext
  private let machines: MachinePool

  package init(
    environment: BlockEnvironment, fork: Fork, blobSchedule: BlobSchedule?, machines: MachinePool
  ) {
    context = BlockContext(
      rules: .rules(for: fork), environment: environment,
      maxBlobGas: (blobSchedule?.max ?? 0) * BlobGas.perBlob)
    self.machines = machines
  }

  /// Executes `transaction` on `preState`.
  ///
  /// - Parameter observer: Is told of every opcode.
  /// - Throws: What keeps this program from telling the outcome.
  package func run(
    _ transaction: Transaction, sender: Address?, on preState: Allocation,
    observer: (any StepObserver)? = nil
  ) throws(FatalError) -> Outcome {
    let store = MemoryStore(preState)
    let trie = StateTrie(preState)
    let machine = machines.machines(for: context.rules.fork)[0]
    machine.evm.observe(with: observer)
    defer { machine.evm.observe(with: nil) }
    var log = AccessLog()
    let result: TransactionResult
    do throws(TransactionProcessor.Failure) {
      try checkGasLimits(of: transaction)
      machine.evm.beginBlock(context.environment, reader: store)
      result = try TransactionProcessor.process(
        transaction, sender: sender, in: context, on: &machine.evm, log: &log)
    } catch {
      guard case .invalid(let reason) = error else { throw error.fatal }
      return Outcome(
        invalidity: reason, isSuccess: false, stateRoot: trie.rootHash, logs: [], gasUsed: 0,
        postState: store)
    }
    let changes = changes(of: log)
    store.apply(changes)
    return Outcome(
      invalidity: nil, isSuccess: result.isSuccess,
      stateRoot: root(after: changes, of: trie), logs: result.logs, gasUsed: result.gasUsed,
      postState: store)
  }

  private func checkGasLimits(of transaction: Transaction) throws(TransactionProcessor.Failure) {
    let limit = context.environment.gasLimit
    guard transaction.gasLimit <= limit else {
      throw .invalid(
        .gasLimitAboveRemaining(gasLimit: transaction.gasLimit, remaining: limit))
    }
    guard transaction.blobGas <= context.maxBlobGas else {
      throw .invalid(
        .blobGasAboveRemaining(blobGas: transaction.blobGas, remaining: context.maxBlobGas))
    }
  }

  private func changes(of log: AccessLog) -> StateChanges {
    var merged = MergedState(feeRecipient: context.environment.feeRecipient)
    merged.mergeAll(of: log, at: BlockAccessIndex(TransactionIndex(rawValue: 0)))
    return merged.changes(in: merged.accessList.canonicalOrder())
  }

  private func root(after changes: StateChanges, of trie: StateTrie) -> Hash32 {
    var trie = trie
    do throws(TrieError) {
      try trie.apply(changes.accountUpdates)
    } catch {
      preconditionFailure("a trie of the whole state lacks a node: \(error)")
    }
    return trie.rootHash
  }
}

extension TransactionProcessor.Failure {
  /// The failure of the engine; only asked where the transaction itself was valid.
  fileprivate var fatal: FatalError {
    guard case .fatal(let error) = self else { preconditionFailure("\(self) is no engine failure") }
    return error
  }
}
