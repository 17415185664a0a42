import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Testing

/// The workload generator's blocks on our engine.
@Suite struct GeneratedBlockTests {
  @Test(arguments: [UInt64](1...10))
  func everyTransactionSucceedsAndTheBlockIsComplete(seed: UInt64) throws {
    let parameters = WorkloadParameters(seed: seed, blocks: 3, transactions: 60, mix: .allKinds)
    try GeneratedBlockSource(parameters).forEachChain { chain in
      #expect(chain.blocks.count == 3, "seed \(seed)")
      let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
      for input in chain.blocks {
        let block = try runner.prepare(input)
        #expect(block.checksStateRoot)
        #expect(input.blockAccessList?.hash == block.header.blockAccessListHash)
        for encoded in block.encodedReceipts {
          let receipt = try Receipt(decoding: encoded)
          #expect(receipt.outcome == .status(true), "seed \(seed), block \(block.header.number)")
        }
        runner.advance(past: block)
      }
    }
  }

  @Test func sameParametersGiveTheSameChain() throws {
    let source = GeneratedBlockSource(
      WorkloadParameters(seed: 11, blocks: 2, transactions: 40, mix: .allKinds))
    var hashes: [[Hash32]] = []
    for _ in 0..<2 {
      try source.forEachChain { chain in
        hashes.append(try chain.blocks.map { try $0.decoded.get().header.hash })
      }
    }
    #expect(hashes[0] == hashes[1])
    #expect(try source.digest() == source.digest())
  }

  @Test func anotherSeedIsAnotherSet() throws {
    let sources = [1, 2].map {
      GeneratedBlockSource(
        WorkloadParameters(seed: $0, blocks: 1, transactions: 5, mix: .allKinds))
    }
    #expect(try sources[0].digest() != sources[1].digest())
  }
}

extension WorkloadMix {
  fileprivate static let allKinds = WorkloadMix([
    .transfer: 30, .token: 25, .swap: 20, .oracleRead: 12, .oracleUpdate: 5, .counter: 8,
  ])
}
