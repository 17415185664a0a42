import BlockSets
import EthereumTypes
import Foundation

/// A generated chain: the workload generator's drafts, sealed into complete valid blocks.
package struct GeneratedBlockSource: BlockSource {
  /// Raised when the same parameters give other blocks.
  private static let version = "workload/1"

  private let parameters: WorkloadParameters

  package init(_ parameters: WorkloadParameters) {
    self.parameters = parameters
  }

  package var description: String {
    "generated, seed \(parameters.seed): \(parameters.blocks) blocks of "
      + (parameters.gasTarget == nil ? "" : "at most ") + "\(parameters.transactions) transactions"
  }

  package func forEachChain(_ body: (BlockChain) throws -> Void) throws {
    try forEachStream { try body(try $0.collected()) }
  }

  /// Blocks are made as they are asked for.
  package func forEachStream(_ body: (ChainStream) throws -> Void) throws {
    try body(ChainStream(head: makeHead(), blockCount: parameters.blocks, walk: makeBlocks))
  }

  /// Covers the parameters and the contracts, which determine every block.
  package func digest() throws -> Hash32 {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var digested = Array(Self.version.utf8) + [0]
    digested += try encoder.encode(parameters)
    let genesis = WorkloadGenerator(parameters).genesis
    for address in genesis.allocation.keys.sorted() {
      digested += keccak256(genesis.allocation[address]?.code ?? []).bytes
    }
    return Hash32(bytes: sha256(digested)) ?? .zero
  }

  package func countBlocks() throws -> Int { parameters.blocks }

  /// The chain before its first block.
  private func makeHead() -> BlockChain {
    let genesis = WorkloadGenerator(parameters).genesis
    var chain = BlockChain(
      name: "generated", origin: BlockChain.Origin(source: description),
      network: WorkloadGenerator.fork.name, chainID: WorkloadGenerator.chainID,
      forkSchedule: ForkSchedule(constant: WorkloadGenerator.fork),
      preState: genesis.allocation, fullPreState: true, blocks: [])
    chain.genesis = ChainRunner.genesis(genesis.header, of: chain)
    return chain
  }

  private func makeBlocks(_ body: (InputBlock) throws -> Void) throws {
    var generator = WorkloadGenerator(parameters)
    let runner = try ChainRunner(makeHead(), machines: MachinePool(workerCount: 1))
    for _ in 0..<parameters.blocks {
      guard let parent = runner.head else { preconditionFailure("a generated chain has a genesis") }
      let draft = generator.nextBlock(parent: parent)
      try body(
        try runner.seal(draft.header, transactions: draft.transactions, senders: draft.senders))
    }
  }
}
