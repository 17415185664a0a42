import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import Scheduling
import StateTrie

/// Takes a chain of blocks one by one: reference run, then any number of runs under strategies,
/// then on to the next block.
///
/// Not Sendable: one owner walks one chain. The state moves in `advance` only.
package final class ChainRunner {
  let chain: BlockChain
  let schedule: ForkSchedule
  let machines: MachinePool
  private let strategyCall = StrategyCall()
  let store: MemoryStore
  /// The stores that hold the same state elsewhere.
  private var followers: [ChangedStore] = []
  /// `nil` where the pre-state does not suffice to compute a root.
  private(set) var trie: StateTrie?
  /// The header of the last block that was accepted, or the genesis header where it is known.
  package private(set) var head: BlockHeader?
  private(set) var blockHashes: [UInt64: Hash32]
  private var ancestors = Ancestors()

  /// Loads the chain's starting state.
  ///
  /// - Throws: `ChainError` where no rules are known for the chain's network, or its pre-state
  ///   does not have the root that its genesis header states.
  package init(_ chain: BlockChain, machines: MachinePool) throws(ChainError) {
    guard let schedule = chain.forkSchedule else { throw .networkNotSupported(chain.network) }
    self.chain = chain
    self.schedule = schedule
    self.machines = machines
    machines.dropExcessCode()
    trie = try Self.trie(of: chain)
    store = MemoryStore(
      chain.preState, storageOwners: trie.map { chain.storageOwners(shownBy: $0) } ?? [])
    head = chain.genesis
    blockHashes = chain.blockHashes
    if let genesis = chain.genesis {
      blockHashes[genesis.number] = genesis.hash
      ancestors.append(genesis, ommers: genesis.ommersHash == .emptyListHash ? [] : nil)
    }
    if let trie, let genesis = chain.genesis, trie.rootHash != genesis.stateRoot {
      throw .preStateRoot(expected: genesis.stateRoot, found: trie.rootHash)
    }
  }

  private static func trie(of chain: BlockChain) throws(ChainError) -> StateTrie? {
    guard chain.isStateRootComputable else { return nil }
    guard let witness = chain.witness else { return StateTrie(chain.preState) }
    do throws(TrieError) {
      return try StateTrie(witness: witness)
    } catch {
      throw .witness(error)
    }
  }

  /// The root of the current state, where it can be computed.
  package var stateRoot: Hash32? { trie?.rootHash }

  /// Where the current state differs from `expected`, in words; the first account counts.
  package func firstDifference(from expected: Allocation) -> String? {
    store.firstDifference(from: expected)
  }

  /// Validates the block, executes it in sequence, and compares everything with its header.
  ///
  /// - Parameter checks: Fewer than all only to look at what is wrong with a block: without the
  ///   check of the state root, a chain that advances past the block knows no root any more.
  /// - Throws: The first reason in block order why the block is not valid, or
  ///   `BlockInvalidity.execution` where this program cannot tell.
  package func prepare(
    _ input: InputBlock, checks: Set<VerdictCheck> = Set(VerdictCheck.allCases)
  ) throws(BlockInvalidity) -> PreparedBlock {
    let executable = try executable(input)
    // A transaction that may not stand in the block is the reason to refuse it, even where the
    // header does not commit to the transactions or the access list is malformed besides.
    let prepared: Result<PreparedBlock, BlockInvalidity>
    do throws(BlockInvalidity) {
      prepared = .success(
        try prepare(executable, given: input.blockAccessList, checks: checks))
    } catch {
      if case .transaction = error { throw error }
      prepared = .failure(error)
    }
    if case .success(let block) = input.decoded { try HeaderValidation.validateBody(block) }
    if executable.fork >= .amsterdam, checks.contains(.blockAccessList),
      let list = input.blockAccessList
    {
      try validate(list, of: executable)
    }
    return try prepared.get()
  }

  /// Validates the block's header.
  func executable(_ input: InputBlock) throws(BlockInvalidity) -> ExecutableBlock {
    let block: Block
    switch input.decoded {
    case .success(let decoded): block = decoded
    case .failure(let error): throw .decoding(error)
    }
    let header = block.header
    let fork = schedule.fork(number: header.number, timestamp: header.timestamp)
    try HeaderValidation.validate(
      block, encodedSize: input.rlp?.count, lacksOmmerHeaders: input.lacksOmmerHeaders,
      parent: head, ancestors: ancestors, fork: fork, schedule: schedule)
    return ExecutableBlock(
      block, senders: input.senders, fork: fork, chain: chain, blockHashes: blockHashes,
      lacksOmmerHeaders: input.lacksOmmerHeaders)
  }

  private func prepare(
    _ block: ExecutableBlock, given blockAccessList: BlockAccessList?,
    checks: Set<VerdictCheck>
  ) throws(BlockInvalidity) -> PreparedBlock {
    let start = try BlockStart(
      block, on: store, machines: machines.machines(for: block.fork))
    // Before Amsterdam a given list is a sidecar made by others; ours is the one that holds.
    let given = block.fork >= .amsterdam ? blockAccessList : nil
    let commitments = Commitments(
      block.header, blockAccessList: given, hasStateRoot: trie != nil, fork: block.fork)
    let attempt = Attempt.run(
      Grouping.single(block.transactions.count).groups, of: block, start: start,
      commitments: commitments, parentTrie: trie, machines: machines,
      options: ExecutionOptions(workers: 1, checks: checks))
    let outcome = try attempt.result.get()
    if block.fork >= .amsterdam, checks.contains(.blockAccessList) {
      try checkItems(outcome.blockAccessList, of: block)
    }
    let reference = ReferenceRun(attempt, outcome: outcome, block: block)
    let index = BlockAccessListIndex(
      outcome.blockAccessList, transactionCount: block.transactions.count)
    return PreparedBlock(
      executable: block, store: store,
      commitments: Commitments(
        block.header, blockAccessList: outcome.blockAccessList, hasStateRoot: trie != nil,
        fork: block.fork),
      parentTrie: trie, listIndex: index,
      views: BlockViews(
        block, blockAccessList: outcome.blockAccessList, index: index, reference: reference),
      trie: attempt.trie, reference: reference, hash: block.header.hash)
  }

  /// Checks the form of a given access list (EIP-7928) before it is compared with ours.
  private func validate(
    _ list: BlockAccessList, of block: ExecutableBlock
  ) throws(BlockInvalidity) {
    do throws(BlockAccessListError) {
      try list.validate(
        gasLimit: block.header.gasLimit, transactionCount: block.transactions.count)
    } catch {
      throw .blockAccessList("\(error)")
    }
    if let expected = block.header.blockAccessListHash, list.hash != expected {
      throw .mismatch(.blockAccessList, expected: "\(expected)", found: "\(list.hash)")
    }
  }

  private func checkItems(
    _ list: BlockAccessList, of block: ExecutableBlock
  ) throws(BlockInvalidity) {
    let limit = Int(block.header.gasLimit / BlockAccessList.gasPerItem)
    guard list.itemCount <= limit else {
      throw .blockAccessList("\(list.itemCount) items, limit \(limit) (EIP-7928)")
    }
  }

  /// Opens a store that holds the chain's starting state; it follows the chain from now on.
  ///
  /// To be called before the first block is taken.
  ///
  /// - Parameter chain: The chain's place in its block set, from 0.
  package func openStore(_ source: StoreSource, chain: Int = 0) -> any StateStore {
    switch source {
    case .memory: return store
    case .lmdb(let database):
      let changed = ChangedStore(base: LMDBStore(database, chain: chain))
      followers.append(changed)
      return changed
    case .latency(let coldReadMicroseconds, let parallelReads, let base):
      return LatencyStore(
        over: openStore(base, chain: chain), coldReadMicroseconds: coldReadMicroseconds,
        parallelReads: parallelReads)
    }
  }

  /// Runs the block under `tiers` and returns what happened, attempt by attempt.
  ///
  /// - Parameter store: The store that the run reads the parent's state from, every read cold at
  ///   first; the memory store where none is named.
  package func run(
    _ block: PreparedBlock, tiers: [Tier], options: ExecutionOptions,
    store: (any StateStore)? = nil
  ) throws(BlockInvalidity) -> BlockRun {
    let store = store ?? block.store
    do throws(StateReadError) {
      try store.chill()
    } catch {
      throw .execution(.stateRead(error))
    }
    return try TieredExecution(
      block: block, store: store, machines: machines, options: options,
      strategyCall: strategyCall
    ).run(tiers)
  }

  /// Makes the block's post-state the state of the chain.
  package func advance(past block: PreparedBlock) {
    advance(
      to: block.header, ommers: block.executable.ommers,
      changes: block.reference.outcome.changes, trie: block.trie)
  }

  /// - Parameter ommers: `nil` where they are not known.
  func advance(
    to header: BlockHeader, ommers: [BlockHeader]?, changes: StateChanges, trie: StateTrie?
  ) {
    store.apply(changes)
    for follower in followers { follower.apply(changes, settled: store) }
    self.trie = trie
    self.trie?.reclaimMemory()
    machines.dropExcessCode()
    head = header
    if header.difficulty != .zero { ancestors.append(header, ommers: ommers) }
    blockHashes[header.number] = header.hash
    // BLOCKHASH reaches back 256 blocks.
    if header.number >= 256 { blockHashes[header.number - 256] = nil }
  }
}

/// Why no block of a chain can be executed.
package enum ChainError: Error, Sendable, CustomStringConvertible {
  case networkNotSupported(String)
  case preStateRoot(expected: Hash32, found: Hash32)
  case witness(TrieError)

  package var description: String {
    switch self {
    case .networkNotSupported(let network): "no rules are known for the network \(network)"
    case .preStateRoot(let expected, let found):
      "the pre-state has the root \(found), the genesis header says \(expected)"
    case .witness(let error): "witness: \(error)"
    }
  }
}
