import BlockSets
import EthereumTypes
import Execution
import Scheduling
import Testing

/// A generated chain, executed, with what the generator knows of its blocks.
enum GeneratedRun {
  /// Calls `body` with each block: as drafted, and as executed in sequence.
  static func forEachBlock(
    of parameters: WorkloadParameters,
    _ body: (_ draft: WorkloadBlock, _ block: PreparedBlock) throws -> Void
  ) throws {
    var generator = WorkloadGenerator(parameters)
    try GeneratedBlockSource(parameters).forEachChain { chain in
      #expect(chain.blocks.count == parameters.blocks)
      let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
      for input in chain.blocks {
        let draft = generator.nextBlock(parent: try #require(runner.head))
        #expect(draft.transactions == input.block?.transactions)
        let block = try runner.prepare(input)
        try body(draft, block)
        runner.advance(past: block)
      }
    }
  }

  /// Checks that each transaction succeeds or fails as its kind says.
  static func checkOutcomes(_ draft: WorkloadBlock, _ block: PreparedBlock) throws {
    for (index, encoded) in block.encodedReceipts.enumerated() {
      let receipt = try Receipt(decoding: encoded)
      #expect(
        receipt.outcome == .status(draft.kinds[index].succeeds),
        "block \(block.header.number), transaction \(index): \(draft.kinds[index])")
    }
  }
}

extension WorkloadParameters {
  /// Few accounts and contracts, so that every kind of the mix meets every other.
  static func crowded(
    _ kinds: [WorkloadKind], seed: UInt64 = 5, blocks: Int = 3, transactions: Int = 40
  ) -> WorkloadParameters {
    let mix = WorkloadMix(Dictionary(uniqueKeysWithValues: kinds.map { ($0, 1) }))
    var parameters = WorkloadParameters(
      seed: seed, blocks: blocks, transactions: transactions, mix: mix, accounts: 8, tokens: 2,
      pools: 3, skew: 0.5)
    parameters.callDepth = 3
    parameters.collections = 1
    parameters.airdropRecipients = 5
    parameters.freshRecipientsPercent = 10
    parameters.oracleConflictsPercent = 100
    parameters.computeGas = 100_000
    return parameters
  }
}
