import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import Scheduling
import StateTrie

/// Making blocks: the other direction of `prepare`.
extension ChainRunner {
  /// A genesis header that commits to the chain's pre-state.
  package static func genesis(_ draft: BlockHeader, of chain: BlockChain) -> BlockHeader {
    var header = draft
    header.stateRoot = StateTrie(chain.preState).rootHash
    return header
  }

  /// Executes transactions in sequence on the chain's state, fills in everything that a header
  /// commits to, and makes the new block the chain's head.
  ///
  /// - Parameters:
  ///   - draft: Number, time, gas limit, fee recipient, prevRandao and slot number are taken from
  ///     it; everything else follows from the parent, the body and the execution.
  ///   - senders: The senders of `transactions`, which must be theirs.
  /// - Throws: Why the draft cannot become a valid block.
  package func seal(
    _ draft: BlockHeader, transactions: [Transaction], senders: [Address],
    ommers: [BlockHeader] = [], withdrawals: [Withdrawal] = []
  ) throws(BlockInvalidity) -> InputBlock {
    let fork = schedule.fork(number: draft.number, timestamp: draft.timestamp)
    var block = Block(
      header: draft, transactions: transactions, ommers: ommers,
      withdrawals: fork >= .shanghai ? withdrawals : nil)
    block.header = header(draft, of: block, fork: fork)
    let executable = ExecutableBlock(
      block, senders: senders, fork: fork, chain: chain, blockHashes: blockHashes)
    let outcome = try execute(executable)
    let postState = try trie(after: outcome.changes)
    complete(&block.header, with: outcome, stateRoot: postState.rootHash, fork: fork)
    advance(to: block.header, ommers: block.ommers, changes: outcome.changes, trie: postState)
    return InputBlock(
      rlp: block.encoded, decoded: .success(block),
      blockAccessList: fork >= .amsterdam ? outcome.blockAccessList : nil, senders: senders,
      fork: fork)
  }

  /// The fields that follow from the parent and from the body.
  private func header(_ draft: BlockHeader, of block: Block, fork: Fork) -> BlockHeader {
    var header = draft
    if let head {
      header.parentHash = head.hash
      if fork >= .london { header.baseFeePerGas = head.nextBaseFeePerGas }
      if fork >= .cancun, let blobs = schedule.blobSchedule(for: fork) {
        header.excessBlobGas = head.nextExcessBlobGas(fork: fork, schedule: blobs)
      }
    }
    header.ommersHash = block.ommersHash
    header.difficulty = .zero
    if fork < .paris {
      header.difficulty =
        head.map { ProofOfWork.difficulty(of: header, after: $0, fork: fork) } ?? draft.difficulty
    }
    header.nonce = 0
    header.transactionsRoot = orderedTrieRoot(block.transactions.map(\.encoded))
    header.withdrawalsRoot = block.withdrawals.map { orderedTrieRoot($0.map(\.encoded)) }
    if fork >= .cancun {
      header.blobGasUsed = block.transactions.reduce(0) { $0 + $1.blobGas }
      header.parentBeaconBlockRoot = draft.parentBeaconBlockRoot ?? .zero
    }
    return header
  }

  private func execute(_ block: ExecutableBlock) throws(BlockInvalidity) -> BlockOutcome {
    let start = try BlockStart(block, on: store, machines: machines.machines(for: block.fork))
    let outcomes = GroupExecutor.run(
      Grouping.single(block.transactions.count).groups, of: block, on: start.readers,
      machines: machines, workers: 1)
    var merge = try BlockMerge(block, start: start, parentTrie: trie)
    try merge.mergeTransactions(of: outcomes)
    return try merge.finish(on: machines.machines(for: block.fork)[0]).outcome
  }

  private func trie(after changes: StateChanges) throws(BlockInvalidity) -> StateTrie {
    guard var updated = trie else {
      preconditionFailure("a block is sealed on a chain whose state root is not known")
    }
    do throws(TrieError) {
      try updated.apply(changes.accountUpdates)
    } catch {
      throw .trie(error)
    }
    return updated
  }

  /// The fields that follow from the execution.
  private func complete(
    _ header: inout BlockHeader, with outcome: BlockOutcome, stateRoot: Hash32, fork: Fork
  ) {
    header.gasUsed = outcome.gasUsed
    guard let receiptsRoot = outcome.receiptsRoot else {
      preconditionFailure("a block is sealed on a chain whose state root is not known")
    }
    header.receiptsRoot = receiptsRoot
    header.logsBloom = outcome.logsBloom
    header.requestsHash = outcome.requestsHash
    header.stateRoot = stateRoot
    if fork >= .amsterdam { header.blockAccessListHash = outcome.blockAccessList.hash }
  }
}
