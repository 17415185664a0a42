import BlockSets
import Execution
import Scheduling
import StrategyTestSupport
import Testing

/// One generated block, prepared, with a runner that stands before it.
struct Stage {
  let runner: ChainRunner
  let block: PreparedBlock
  /// The components of the true dependencies.
  let exact: Partition

  init(_ kind: StageKind, machines: MachinePool) throws {
    let chain = try #require(kind.chain)
    runner = try ChainRunner(chain, machines: machines)
    block = try runner.prepare(try #require(chain.blocks.first))
    exact = try OracleCheck.exactPartition(of: block, on: runner)
  }

  /// Runs the block under a strategy, then under named ones of the catalog.
  func run(
    _ strategy: (any GroupingStrategy)?, then names: [String], workers: Int = 2,
    groupingTimeLimit: Duration = .seconds(300)
  ) throws -> BlockRun {
    var tiers = strategy.map { [Tier(label: "hostile", strategy: $0)] } ?? []
    tiers += try names.map { Tier(label: $0, strategy: try StrategyVariant.named($0).make()) }
    return try runner.run(
      block, tiers: tiers,
      options: ExecutionOptions(workers: workers, groupingTimeLimit: groupingTimeLimit))
  }

  /// A run that is accepted is right.
  func expectRight(_ run: BlockRun, _ comment: Comment) {
    #expect(run.accepted != nil, comment)
    #expect(run.matchesReference, comment)
    #expect(run.result?.encodedReceipts == block.encodedReceipts, comment)
    #expect(run.result?.blockAccessList == block.reference.blockAccessList, comment)
    #expect(run.result?.stateRoot == block.header.stateRoot, comment)
  }
}

/// Kinds of generated blocks with real conflicts, each by what the strategies make of it.
enum StageKind: String, CaseIterable {
  /// Every conflict is between addresses that the transactions name.
  case open
  /// An oracle's update is read through calls that no transaction names.
  case hidden
  /// Most transactions increment one counter, and have nothing else in common.
  case hot

  /// A chain of one block.
  var chain: BlockChain? { Self.chains[self] }

  private static let chains = Dictionary(
    uniqueKeysWithValues: allCases.compactMap { kind in kind.find().map { (kind, $0) } })

  private var mix: WorkloadMix {
    switch self {
    case .open: WorkloadMix([.transfer: 10, .token: 10, .swap: 5])
    case .hidden: WorkloadMix([.transfer: 10, .oracleRead: 10, .oracleUpdate: 5])
    case .hot: WorkloadMix([.counter: 10, .transfer: 5])
    }
  }

  /// The first seed whose block is of this kind.
  private func find() -> BlockChain? {
    for seed in UInt64(0)..<100 {
      var parameters = WorkloadParameters(
        seed: seed, blocks: 1, transactions: 30, mix: mix, accounts: 60, tokens: 4, pools: 3)
      parameters.distinctAccounts = self == .hot
      var found: BlockChain?
      try? GeneratedBlockSource(parameters).forEachChain { found = $0 }
      if let found, (try? isOfThisKind(found)) == true { return found }
    }
    return nil
  }

  private func isOfThisKind(_ chain: BlockChain) throws -> Bool {
    try MachinePools.lend { machines in
      let runner = try ChainRunner(chain, machines: machines)
      let block = try runner.prepare(try #require(chain.blocks.first))
      let exact = try OracleCheck.exactPartition(of: block, on: runner)
      let known = Tier(
        label: "address-narrowed", strategy: try StrategyVariant.named("address-narrowed").make())
      let isKnown =
        try runner.run(block, tiers: [known], options: ExecutionOptions()).accepted != nil
      return isKnown == (self != .hidden)
        && exact != Partition(.singletons(block.transactionCount))
    }
  }
}
