import BlockSets
import Execution
import Scheduling
import StrategyTestSupport
import Testing

/// Every strategy equals the sequential run on the recipes' blocks, and on blocks of every kind.
@Suite struct RecipeBlockTests {
  @Test(arguments: WorkloadRecipe.all.map(\.name), UInt64(1)...3)
  func everyStrategyEqualsSequential(name: String, seed: UInt64) throws {
    var parameters = try #require(WorkloadRecipe.named(name)).parameters
    parameters.seed = seed
    parameters.blocks = 2
    parameters.transactions = 60
    parameters.accounts = min(parameters.accounts, 300)
    try Self.check(parameters)
  }

  @Test(arguments: WorkloadKind.allCases)
  func everyStrategyEqualsSequentialOnEveryKind(kind: WorkloadKind) throws {
    var weights: [WorkloadKind: Int] = [
      .transfer: 1, .oracleUpdate: 1, .redirect: 1, .feedUpdate: 1, .rebase: 1,
    ]
    weights[kind] = 4
    var parameters = WorkloadParameters(
      seed: 11, blocks: 2, transactions: 30, mix: WorkloadMix(weights), accounts: 12, tokens: 3,
      pools: 4)
    parameters.readOnlyCalleesPercent = 50
    parameters.oracleConflictsPercent = 100
    parameters.callDepth = 2
    parameters.computeGas = 60_000
    try Self.check(parameters)
  }

  private static func check(_ parameters: WorkloadParameters) throws {
    try GeneratedBlockSource(parameters).forEachChain { chain in
      try MachinePools.lend { machines in
        try ChainWalk(chain: chain, machines: machines).forEachBlock { runner, block in
          try OracleCheck(runner, block, origin: "\(chain.origin)").check()
        }
      }
    }
  }

  /// What `recipes describe adversarial` promises.
  @Test func everyApproximationIsDefeated() throws {
    var parameters = try #require(WorkloadRecipe.named("adversarial")).parameters
    parameters.blocks = 10
    var tiers: [Int?] = []
    try Self.forEachRun(of: parameters, ["address-narrowed", "refined", "sequential"]) { run in
      tiers.append(run.attempts.lastIndex { $0.isAccepted })
    }
    #expect(tiers.allSatisfy { $0 == 2 }, "\(tiers)")
    try Self.forEachRun(of: parameters, ["heuristic", "sequential"]) { run in
      let grouping = try #require(run.accepted?.grouping)
      #expect(grouping.countParallelism < 1.1)
    }
    try Self.forEachRun(of: parameters, ["attributed-reads", "sequential"]) { run in
      #expect(run.accepted?.label == "attributed-reads")
    }
  }

  /// What the report's reader is to see: one block in ten falls back, and tier 1 recovers all.
  @Test func devnetLikeBlocksFallBackOnceInTenAndRecover() throws {
    let parameters = try #require(WorkloadRecipe.named("devnet-like")).parameters
    var accepted: [String: Int] = [:]
    var parallelism = 0.0
    try Self.forEachRun(of: parameters, ["address-narrowed", "refined", "sequential"]) { run in
      let attempt = try #require(run.accepted)
      accepted[attempt.label, default: 0] += 1
      parallelism += try #require(attempt.grouping).countParallelism
    }
    #expect(12...22 ~= accepted["refined", default: 0], "\(accepted)")
    #expect(accepted["sequential"] == nil, "\(accepted)")
    #expect(6.5...8 ~= parallelism / Double(parameters.blocks))
  }

  @Test(arguments: [WorkloadKind.tip, .proposerPayment])
  func exactReadsNeverFallBackWhereTheFeeRecipientIsActive(kind: WorkloadKind) throws {
    let parameters = WorkloadParameters(
      seed: 1, blocks: 12, transactions: 30, mix: WorkloadMix([.transfer: 10, kind: 1]),
      accounts: 100)
    try Self.forEachRun(of: parameters, ["attributed-reads", "sequential"]) { run in
      #expect(run.accepted?.label == "attributed-reads")
    }
  }

  private static func forEachRun(
    of parameters: WorkloadParameters, _ names: [String], _ body: (BlockRun) throws -> Void
  ) throws {
    let tiers = try names.map {
      Tier(label: $0, strategy: try StrategyVariant.named($0).make())
    }
    try GeneratedBlockSource(parameters).forEachChain { chain in
      try MachinePools.lend { machines in
        let runner = try ChainRunner(chain, machines: machines)
        for input in chain.blocks {
          let block = try runner.prepare(input)
          try body(try runner.run(block, tiers: tiers, options: ExecutionOptions(workers: 1)))
          runner.advance(past: block)
        }
      }
    }
  }
}
