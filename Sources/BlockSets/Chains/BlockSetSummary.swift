import BlockAccessLists
import EthereumTypes

/// What a block set contains, without executing it.
package struct BlockSetSummary: Sendable {
  /// One block in a line.
  package struct Block: Sendable {
    /// The chain's name.
    package let chain: String
    /// What the header says; nil for a block that cannot be decoded.
    package let summary: BlockSetManifest.Summary?
    /// The fork by the chain's schedule.
    package let fork: Fork?
    /// The size of the access list that came with it.
    package let accessListBytes: Int?
    /// The rejection that is expected.
    package let expectedException: String?

    init(_ input: InputBlock, of chain: BlockChain) {
      self.chain = chain.name
      summary = BlockSetManifest.Summary(input)
      fork = input.fork
      accessListBytes = input.blockAccessList?.encoded.count
      expectedException = input.expectedException
    }
  }

  /// How many chains there are.
  package private(set) var chains = 0
  /// How many blocks there are.
  package private(set) var blocks = 0
  /// How many of them are expected to be refused.
  package private(set) var invalidBlocks = 0
  /// How many come with an access list.
  package private(set) var withAccessList = 0
  /// How many transactions the blocks have together.
  package private(set) var transactions = 0
  /// The gas that they use together.
  package private(set) var gasUsed: UInt64 = 0
  /// How many blocks follow each fork's rules.
  package private(set) var forks: [Fork: Int] = [:]
  /// How many chains have a state whose root can be computed.
  package private(set) var rootedChains = 0

  /// Reads every block of a source.
  ///
  /// - Parameter visit: Is called with each block.
  package init(of source: any BlockSource, visit: (Block) -> Void = { _ in }) throws {
    try source.forEachStream { stream in
      chains += 1
      if stream.head.isStateRootComputable { rootedChains += 1 }
      try stream.forEachBlock { input in
        let block = Block(input, of: stream.head)
        add(block)
        visit(block)
      }
    }
  }

  private mutating func add(_ block: Block) {
    blocks += 1
    if block.expectedException != nil { invalidBlocks += 1 }
    if block.accessListBytes != nil { withAccessList += 1 }
    transactions += block.summary?.transactions ?? 0
    gasUsed &+= block.summary?.gasUsed ?? 0
    if let fork = block.fork { forks[fork, default: 0] += 1 }
  }
}

extension BlockSetManifest.Summary {
  /// What the header of a block says, if it can be decoded.
  init?(_ input: InputBlock) {
    guard let block = input.block else { return nil }
    self.init(
      hash: block.header.hash, number: block.header.number,
      transactions: block.transactions.count, gasUsed: block.header.gasUsed)
  }
}
