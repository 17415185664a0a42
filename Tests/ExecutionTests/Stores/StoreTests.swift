import BlockSets
import EVM
import EthereumTypes
import Execution
import Foundation
import Scheduling
import StrategyTestSupport
import TestSupport
import Testing

/// Every store gives the same state, and the same runs.
@Suite final class StoreTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: UUID().uuidString).path

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The tiers of named strategies.
  static func tiers(_ names: [String]) throws -> [Tier] {
    try names.map { Tier(label: $0, strategy: try StrategyVariant.named($0).make()) }
  }

  /// A store in which every slot of address zero holds three times its number.
  static func store(coldReadMicroseconds: Int, parallelReads: Int) -> LatencyStore {
    let slots = (1..<64).map { (UInt256($0), UInt256(3 * $0)) }
    let account = AllocatedAccount(nonce: 1, storage: Dictionary(uniqueKeysWithValues: slots))
    return LatencyStore(
      over: MemoryStore([.zero: account]), coldReadMicroseconds: coldReadMicroseconds,
      parallelReads: parallelReads)
  }

  // MARK: State

  @Test func aDatabaseHoldsTheAllocation() throws {
    let unknown = Hash32(word: 77)
    let allocation: Allocation = [
      Address(word: 1): AllocatedAccount(nonce: .max, balance: .max, code: [1, 2, 3]),
      Address(word: 2): AllocatedAccount(nonce: 1, codeHash: unknown),
      Address(word: 3): AllocatedAccount(balance: 5, storage: [0: 1, .max: .max, 7: 0]),
      Address(word: 4): AllocatedAccount(storage: [7: 0]),
    ]
    // The second chain has other values under the same keys.
    let other: Allocation = [Address(word: 3): AllocatedAccount(nonce: 9, storage: [0: 2])]
    let database = try open(chains: [allocation, other])
    #expect(database.wasFilled)
    for (number, state) in [allocation, other].enumerated() {
      let runner = try Self.runner(state)
      let store = runner.openStore(.lmdb(database), chain: number)
      for word in 1...5 {
        let address = Address(word: UInt256(word))
        let expected = try runner.openStore(.memory).account(at: address)
        #expect(try store.account(at: address) == expected)
        for slot: UInt256 in [0, 1, 7, .max] {
          #expect(
            try store.storage(at: address, slot: slot)
              == (state[address]?.storage[slot] ?? .zero))
        }
      }
      #expect(try store.code(hash: keccak256([1, 2, 3])) == [1, 2, 3])
      #expect(try store.code(hash: .emptyKeccak) == [])
      #expect(throws: StateReadError.codeUnknown(unknown)) { try store.code(hash: unknown) }
    }
  }

  /// No contract may be created over it (EIP-7610).
  @Test(arguments: [false, true])
  func aDatabaseKnowsStorageThatOnlyAWitnessShows(hasStorage: Bool) throws {
    let address = Address(word: 3)
    let account = AllocatedAccount(balance: 5)
    var chain = Self.chain([address: account])
    let leaf = Self.leaf(
      of: address, account, storageRoot: hasStorage ? Hash32(word: 9) : .emptyTrieRoot)
    chain.witness = StateWitness(
      parentStateRoot: keccak256(leaf), nodes: [leaf], deletionSiblingsAssumedBranch: 0)
    let database = try open(BlockSet(name: "set", source: Chains(chains: [chain])))
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    for source in [StoreSource.memory, .lmdb(database)] {
      let read = try #require(try runner.openStore(source).account(at: address))
      #expect(read.balance == 5)
      #expect(read.hasStorage == hasStorage)
    }
  }

  /// The only node of the trie of a state with one account.
  private static func leaf(
    of address: Address, _ account: AllocatedAccount, storageRoot: Hash32
  ) -> [UInt8] {
    var state = RLPEncoder()
    state.list { list in
      list.encode(uint: account.nonce)
      list.encode(uint: account.balance)
      list.encode(hash: storageRoot)
      list.encode(hash: .emptyKeccak)
    }
    var leaf = RLPEncoder()
    leaf.list { list in
      // A leaf's whole path, of even length.
      list.encode(bytes: [0x20] + keccak256(address).bytes)
      list.encode(bytes: state.result)
    }
    return leaf.result
  }

  // MARK: Runs

  @Test(arguments: UInt64(0)..<12)
  func everyStoreGivesTheSameRuns(seed: UInt64) throws {
    let parameters = WorkloadParameters(
      seed: seed, blocks: 3, transactions: 40,
      mix: WorkloadMix([
        .transfer: 3, .token: 3, .swap: 2, .oracleRead: 2, .oracleUpdate: 1, .counter: 1,
      ]), accounts: 80)
    let source = GeneratedBlockSource(parameters)
    try source.forEachChain { chain in
      try compare(chain, database: open(BlockSet(name: "set", source: source)), "seed \(seed)")
    }
  }

  @Test(
    .enabled(if: !DevelopmentBlocks.names.isEmpty, "\(DevelopmentBlocks.absence)"),
    arguments: DevelopmentBlocks.names.enumerated().filter { $0.offset % 6 == 0 }.map(\.element))
  func everyStoreGivesTheSameRunsOfRealBlocks(name: String) throws {
    let chain = try DevelopmentBlocks.chain(name)
    let source = Chains(chains: [chain])
    try compare(chain, database: open(BlockSet(name: "set", source: source)), name)
  }

  /// Runs a chain from every store, and compares the runs.
  private func compare(_ chain: BlockChain, database: LMDBDatabase, _ place: String) throws {
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 2))
    let sources: [StoreSource] = [
      .memory, .lmdb(database),
      .latency(coldReadMicroseconds: 1, parallelReads: 2, over: .memory),
      .latency(coldReadMicroseconds: 2, parallelReads: 1, over: .lmdb(database)),
    ]
    let stores = sources.map { runner.openStore($0) }
    for input in chain.blocks {
      let block = try runner.prepare(input)
      var traces: [[String]] = []
      var coldReads: Set<Int> = []
      for workers in [1, 2] {
        for store in stores {
          // Twice: a repeat starts cold, whatever was read before.
          for _ in 1...2 {
            let run = try run(of: block, on: runner, workers: workers, store: store, place)
            traces.append(run.attempts.map(Self.trace))
            if let cold = run.coldReads { coldReads.insert(cold) }
          }
        }
      }
      #expect(Set(traces).count == 1, "\(place), block \(block.header.number): \(traces)")
      #expect(coldReads.count == 1, "\(place), block \(block.header.number): \(coldReads)")
      runner.advance(past: block)
    }
  }

  private func run(
    of block: PreparedBlock, on runner: ChainRunner, workers: Int, store: any StateStore,
    _ place: String
  ) throws -> BlockRun {
    let run = try runner.run(
      block, tiers: try Self.tiers(["address-narrowed", "refined", "sequential"]),
      options: ExecutionOptions(workers: workers, groupingTimeLimit: .seconds(300)),
      store: store)
    #expect(run.matchesReference, "\(place), block \(block.header.number)")
    // The memory store answers at once: nobody counts.
    #expect((run.coldReads == nil) == store.isImmediate)
    let cold = run.coldReads ?? 0
    #expect(
      run.virtualReadNanoseconds == store.coldReadNanoseconds.map { $0 * UInt64(cold) })
    return run
  }

  /// What must not depend on the store, the workers or the repeat.
  private static func trace(_ attempt: AttemptRecord) -> String {
    "\(attempt.label) \(attempt.grouping?.groups.count ?? 0) groups,"
      + " \(attempt.trigger?.detail ?? "accepted"),"
      + " \(attempt.divergence.map { "\($0)" } ?? "no divergence")"
  }

  @Test func aRetryKeepsWarmReads() throws {
    let parameters = WorkloadParameters(
      seed: 5, blocks: 1, transactions: 40, mix: WorkloadMix([.token: 1]), accounts: 20)
    try GeneratedBlockSource(parameters).forEachChain { chain in
      let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
      let store = runner.openStore(
        .latency(coldReadMicroseconds: 1, parallelReads: 1, over: .memory))
      let block = try runner.prepare(try #require(chain.blocks.first))
      let run = try runner.run(
        block, tiers: try Self.tiers(["singletons", "sequential"]), options: ExecutionOptions(),
        store: store)
      try #require(run.attempts.count == 2)
      let alone = try runner.run(
        block, tiers: try Self.tiers(["sequential"]), options: ExecutionOptions(), store: store)
      let cold = try #require(alone.attempts.first?.reads?.cold)
      let failed = try #require(run.attempts[0].reads?.cold)
      let retried = try #require(run.attempts[1].reads?.cold)
      // Only what the failed attempt did not come to.
      #expect(retried < cold)
      #expect(failed + retried >= cold)
    }
  }

  // MARK: Filling

  @Test func aFilledDatabaseIsUsedAgain() throws {
    let state: Allocation = [Address(word: 1): AllocatedAccount(nonce: 3)]
    #expect(try open(chains: [state]).wasFilled)
    let again = try open(chains: [], filling: { Issue.record("filled again: \($0)") })
    #expect(!again.wasFilled)
    let store = try Self.runner(state).openStore(.lmdb(again))
    #expect(try store.account(at: Address(word: 1))?.nonce == 3)
  }

  @Test(arguments: [0, 1, 4096, 12_000])
  func aDamagedDatabaseIsRebuilt(bytes: Int) throws {
    let state = Dictionary(
      uniqueKeysWithValues: (0..<3_000).map {
        (Address(word: UInt256($0)), AllocatedAccount(nonce: UInt64($0)))
      })
    let path = try open(chains: [state]).folder + "/data.mdb"
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: UInt64(bytes))
    try file.close()
    var reasons: [String] = []
    let database = try open(chains: [state]) { reasons.append($0) }
    #expect(database.wasFilled)
    #expect(reasons.count == 1, "\(reasons)")
    let store = try Self.runner(state).openStore(.lmdb(database))
    #expect(try store.account(at: Address(word: 2_999))?.nonce == 2_999)
  }

  @Test func anInputThatBreaksOffLeavesNoDatabase() throws {
    struct Broken: Error {}
    let broken = Chains(chains: [Self.chain([:])], error: Broken())
    #expect(throws: StateReadError.self) { try open(BlockSet(name: "set", source: broken)) }
    var reasons: [String] = []
    #expect(try open(chains: [[:]]) { reasons.append($0) }.wasFilled)
    #expect(reasons.first?.hasSuffix("filling it was interrupted") == true, "\(reasons)")
  }

  @Test func aFolderThatCannotBeMadeIsAnError() throws {
    try "".write(toFile: folder, atomically: true, encoding: .utf8)
    #expect(throws: StateReadError.self) { try open(chains: [[:]]) }
  }

  // MARK: Support

  /// Chains as they are.
  private struct Chains: BlockSource {
    let chains: [BlockChain]
    var error: (any Error)?
    var description: String { "chains of a test" }

    func forEachChain(_ body: (BlockChain) throws -> Void) throws {
      for chain in chains { try body(chain) }
      if let error { throw error }
    }

    func digest() -> Hash32 { .zero }
    func countBlocks() -> Int { chains.reduce(0) { $0 + $1.blocks.count } }
  }

  private func open(
    _ blocks: BlockSet, filling: (String) -> Void = { _ in }
  ) throws(StateReadError) -> LMDBDatabase {
    try LMDBDatabase(in: folder, of: blocks, digest: "digest", filling: filling)
  }

  private func open(
    chains: [Allocation], filling: (String) -> Void = { _ in }
  ) throws(StateReadError) -> LMDBDatabase {
    let source = Chains(chains: chains.map(Self.chain))
    return try open(BlockSet(name: "set", source: source), filling: filling)
  }

  private static func chain(_ state: Allocation) -> BlockChain {
    BlockChain(
      name: "test", origin: .init(source: "test"), network: "Amsterdam", chainID: 1,
      forkSchedule: ForkSchedule(constant: .amsterdam), preState: state, fullPreState: false,
      blocks: [])
  }

  private static func runner(_ state: Allocation) throws -> ChainRunner {
    try ChainRunner(chain(state), machines: MachinePool(workerCount: 1))
  }
}
