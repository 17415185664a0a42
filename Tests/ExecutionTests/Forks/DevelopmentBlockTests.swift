import BlockSets
import EthereumTypes
import Execution
import Foundation
import Scheduling
import StateTrie
import StrategyCatalog
import Testing

/// Real blocks from Frontier to BPO2 against their headers.
@Suite(
  "Real blocks against their headers",
  .enabled(if: !DevelopmentBlocks.names.isEmpty, "\(DevelopmentBlocks.absence)"))
struct DevelopmentBlockTests {
  /// `prepare` compares everything that it can; the test says what that must be at least.
  @Test(arguments: DevelopmentBlocks.names)
  func givesWhatTheHeaderSays(_ name: String) throws {
    let chain = try DevelopmentBlocks.chain(name)
    let (_, block) = try DevelopmentBlocks.prepare(chain)
    #expect(block.reference.gas.reduce(0, +) == block.header.gasUsed)
    #expect(block.checksStateRoot == (chain.witness != nil))
    if block.checksStateRoot { #expect(block.postStateRoot == block.header.stateRoot) }
    if block.fork >= .byzantium || block.checksStateRoot {
      #expect(orderedTrieRoot(block.encodedReceipts) == block.header.receiptsRoot)
    }
  }

  /// Groups cut from the truth are accepted at once.
  @Test(arguments: DevelopmentBlocks.names)
  func attributedReadsAreEnough(_ name: String) throws {
    let run = try run(name, strategy: "attributed-reads")
    #expect(run.matchesReference)
    // Six transactions touch the same missing accounts, which a block access list cannot say.
    guard name != "1-2462997" else { return }
    #expect(run.attempts.count == 1, "\(run.attempts.first?.trigger?.detail ?? "no attempt")")
  }

  /// A grouping that ignores every dependency may be wrong, but is never accepted where it is.
  @Test(arguments: DevelopmentBlocks.names)
  func singletonsEndInTheReference(_ name: String) throws {
    #expect(try run(name, strategy: "singletons").matchesReference)
  }

  private func run(_ name: String, strategy: String) throws -> BlockRun {
    let type = try #require(StrategyCatalog.named(strategy))
    let tier = Tier(label: strategy, strategy: try make(type))
    let (runner, block) = try DevelopmentBlocks.prepare(DevelopmentBlocks.chain(name))
    return try runner.run(
      block, tiers: [tier, Tier(label: "sequential", strategy: Sequential())],
      options: ExecutionOptions(workers: 2))
  }

  private func make<Strategy: GroupingStrategy>(_ type: Strategy.Type) throws -> Strategy {
    try Strategy(options: JSONDecoder().decode(Strategy.Options.self, from: Data("{}".utf8)))
  }

  /// Two pairs of neighbours, each across a fork: the child's difficulty follows from the parent.
  @Test(arguments: [("1-4369999", "1-4370000"), ("1-7279999", "1-7280000")])
  func difficultyFollowsFromTheParent(_ parent: String, _ child: String) throws {
    var chain = try DevelopmentBlocks.chain(child)
    chain.genesis = try DevelopmentBlocks.chain(parent).blocks.first?.block?.header
    #expect(chain.genesis != nil)
    _ = try DevelopmentBlocks.prepare(chain)
    chain.genesis?.timestamp -= 100
    #expect(throws: BlockInvalidity.self) { try DevelopmentBlocks.prepare(chain) }
  }
}
