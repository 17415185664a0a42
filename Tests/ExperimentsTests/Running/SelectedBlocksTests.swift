import BlockSets
import EthereumTypes
import Execution
import Experiments
import Synchronization
import Testing

@Suite struct SelectedBlocksTests {
  /// Three chains of generated blocks, the second of another fork; counts the blocks it is asked
  /// for.
  private final class Chains: BlockSource {
    private let counts = Mutex([0, 0, 0])
    private let blocks: [InputBlock]
    private let head: BlockChain

    init() throws {
      var blocks: [InputBlock] = []
      var head: BlockChain?
      let source = GeneratedBlockSource(
        WorkloadParameters(seed: 4, blocks: 5, transactions: 1, mix: WorkloadMix([.transfer: 1])))
      try source.forEachStream { stream in
        head = stream.head
        try stream.forEachBlock { blocks.append($0) }
      }
      self.blocks = blocks
      self.head = try #require(head)
    }

    /// The blocks that were asked for, by chain.
    var reads: [Int] { counts.withLock { $0 } }
    var description: String { "three chains" }
    func digest() throws -> Hash32 { .zero }
    func countBlocks() throws -> Int { 15 }

    func forEachChain(_ body: (BlockChain) throws -> Void) throws {
      try forEachStream { try body(try $0.collected()) }
    }

    func forEachStream(_ body: (ChainStream) throws -> Void) throws {
      for chain in reads.indices {
        try body(
          ChainStream(head: head, blockCount: blocks.count) { body in
            for var block in self.blocks {
              self.counts.withLock { $0[chain] += 1 }
              block.fork = chain == 1 ? .prague : .amsterdam
              try body(block)
            }
          })
      }
    }
  }

  @Test func ofOtherForksNoMoreThanABlockIsRead() throws {
    let chains = try Chains()
    let selected = SelectedBlocks(source: chains, fork: .prague, limit: .max)
    var blocks = 0
    try selected.forEachStream { stream in try stream.forEachBlock { _ in blocks += 1 } }
    #expect(blocks == 5)
    // A walk that ends early has asked for one more.
    #expect(chains.reads[1] <= 2 + 5 && chains.reads[0] <= 2 && chains.reads[2] <= 2)
    #expect(try selected.countBlocks() == 5)
  }

  @Test func theLimitCountsBlocksOfTheForkOnly() throws {
    let selected = SelectedBlocks(source: try Chains(), fork: .amsterdam, limit: 7)
    var counts: [Int] = []
    try selected.forEachChain { counts.append($0.blocks.count) }
    #expect(counts == [5, 2])
    #expect(try selected.countBlocks() == 7)
  }
}
