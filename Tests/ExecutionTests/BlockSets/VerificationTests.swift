import BlockSets
import EthereumTypes
import Execution
import Testing

@Suite struct VerificationTests {
  /// A source of chains that a test has changed.
  private struct Chains: BlockSource {
    let chains: [BlockChain]
    var description: String { "changed" }
    func forEachChain(_ body: (BlockChain) throws -> Void) throws { try chains.forEach(body) }
    func digest() throws -> Hash32 { .zero }
    func countBlocks() throws -> Int { chains.reduce(0) { $0 + $1.blocks.count } }
  }

  private static func verification(
    _ change: (inout BlockChain) throws -> Void
  ) throws -> BlockSetVerification {
    let parameters = WorkloadParameters(
      seed: 5, blocks: 4, transactions: 12, mix: WorkloadMix([.transfer: 2, .token: 1]))
    var chains: [BlockChain] = []
    try GeneratedBlockSource(parameters).forEachChain { chains.append($0) }
    try change(&chains[0])
    var verification = BlockSetVerification()
    try verification.run(Chains(chains: chains))
    return verification
  }

  @Test func acceptsWhatIsRight() throws {
    let verification = try Self.verification { _ in }
    #expect(verification.verified == 4 && verification.withStateRoot == 4)
    #expect(verification.failures.isEmpty && verification.skipped == 0)
  }

  @Test func refusesTheWrongSender() throws {
    let verification = try Self.verification { $0.blocks[1].senders[3] = .zero }
    #expect(verification.verified == 1 && verification.skipped == 2)
    let failure = try #require(verification.failures.first)
    #expect(failure.subject.hasSuffix("block 2"))
    #expect(failure.reason.hasPrefix("transaction 3 is signed by 0x"))
    #expect(failure.reason.hasSuffix("the block set says by \(Address.zero)"))
  }

  @Test(arguments: 0..<4)
  func namesTheBlockThatDoesNotReproduceItsHeader(index: Int) throws {
    let verification = try Self.verification { chain in
      var block = try #require(chain.blocks[index].block)
      block.header.gasUsed += 1
      chain.blocks[index].decoded = .success(block)
    }
    #expect(verification.verified == index && verification.skipped == 3 - index)
    #expect(try #require(verification.failures.first).subject.hasSuffix("block \(index + 1)"))
    #expect(try #require(verification.failures.first).reason.hasPrefix("gas"))
  }

  @Test func comparesWhatIsExpectedAtTheEnd() throws {
    let hash = try Self.verification { $0.lastBlockHash = .zero }
    #expect(try #require(hash.failures.first).reason.hasPrefix("the last valid block is"))
    let root = try Self.verification { $0.postStateRoot = .zero }
    #expect(try #require(root.failures.first).reason.hasPrefix("the state at the end has the root"))
    let state = try Self.verification { $0.postState = [:] }
    #expect(try #require(state.failures.first).reason.hasPrefix("at the end account"))
  }

  @Test func refusesABlockThatShouldHaveBeenRefused() throws {
    let verification = try Self.verification { $0.blocks[3].expectedException = "WRONG" }
    #expect(
      try #require(verification.failures.first).reason
        == "accepted, though it is expected to be refused: WRONG")
  }
}
