import BlockSets
import Execution
import StrategyTestSupport
import Testing

/// Every strategy equals the sequential run on generated blocks.
@Suite struct GeneratedBlockTests {
  @Test(arguments: UInt64(0)..<200)
  func everyStrategyEqualsSequential(seed: UInt64) throws {
    let source = GeneratedBlockSource(.small(seed: seed))
    try source.forEachChain { chain in
      try MachinePools.lend { machines in
        var blocks = 0
        try ChainWalk(chain: chain, machines: machines).forEachBlock { runner, block in
          blocks += 1
          try OracleCheck(runner, block, origin: "\(chain.origin)").check()
        }
        #expect(blocks == chain.blocks.count, "seed \(seed)")
      }
    }
  }
}

extension WorkloadParameters {
  /// One or two blocks of 30 to 60 transactions, from hardly any to many conflicts.
  static func small(seed: UInt64) -> WorkloadParameters {
    let number = Int(seed)
    let mix = WorkloadMix([
      .transfer: 30, .token: 25, .swap: number % 4 == 0 ? 0 : 15, .oracleRead: 10,
      .oracleUpdate: 3, .counter: number % 3,
    ])
    return WorkloadParameters(
      seed: seed, blocks: 1 + number % 2, transactions: 30 + number % 31, mix: mix, accounts: 100,
      tokens: 6, pools: 5, skew: [0, 0.6, 1.2][number % 3])
  }
}
