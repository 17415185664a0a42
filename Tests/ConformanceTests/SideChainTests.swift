import BlockSets
import Conformance
import EthereumTypes
import Execution
import Foundation
import TestSupport
import Testing

/// Tests whose blocks build on another block than the last one.
@Suite struct SideChainTests {
  /// Two branches of one chain: the same transactions, fees to different accounts.
  private struct Branches {
    var chain: BlockChain
    let blocks: [[InputBlock]]

    init(lengths: [Int]) throws {
      let parameters = WorkloadParameters(
        seed: 5, blocks: 1, transactions: 6, mix: WorkloadMix([.transfer: 1, .counter: 1]),
        accounts: 20, tokens: 1, pools: 1)
      var found: BlockChain?
      try GeneratedBlockSource(parameters).forEachChain { found = $0 }
      var chain = try #require(found)
      chain.blocks = []
      self.chain = chain
      blocks = try lengths.enumerated().map { branch, length in
        var generator = WorkloadGenerator(parameters)
        let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
        return try (0..<length).map { _ in
          let draft = generator.nextBlock(parent: try #require(runner.head))
          var header = draft.header
          header.feeRecipient = Address(word: UInt256(0xfee0 + branch))
          return try runner.seal(
            header, transactions: draft.transactions, senders: draft.senders)
        }
      }
    }

    /// The verdict on blocks in an order, where the chain is said to end at `last`.
    func verdict(_ order: [InputBlock], endingAt last: InputBlock) -> CaseVerdict {
      var chain = chain
      chain.blocks = order
      chain.lastBlockHash = last.block?.header.hash
      return BlockchainCase(chain, machines: MachinePool(workerCount: 1)).run()
    }
  }

  @Test func theLongestBranchIsTheChain() throws {
    let branches = try Branches(lengths: [2, 3])
    let (a, b) = (branches.blocks[0], branches.blocks[1])
    for order in [a + b, b + a, [a[0], b[0], a[1], b[1], b[2]], [b[0], b[1], a[0], b[2], a[1]]] {
      #expect(branches.verdict(order, endingAt: b[2]) == .passed)
      let hash = try #require(b[2].block).header.hash
      let wrong = try #require(a[1].block).header.hash
      #expect(
        branches.verdict(order, endingAt: a[1])
          == .failed("last block is \(hash), expected \(wrong)"))
    }
  }

  @Test func ofTwoLongBranchesTheFirstIsTheChain() throws {
    let branches = try Branches(lengths: [2, 2])
    let (a, b) = (branches.blocks[0], branches.blocks[1])
    #expect(branches.verdict(a + b, endingAt: a[1]) == .passed)
    #expect(branches.verdict(b + a, endingAt: b[1]) == .passed)
    #expect(branches.verdict(a + b, endingAt: b[1]) != .passed)
  }

  /// An invalid block on a side chain is rejected, and the chain goes on from where it was.
  @Test func anInvalidBlockOnASideChainChangesNothing() throws {
    let branches = try Branches(lengths: [3, 2])
    let (a, b) = (branches.blocks[0], branches.blocks[1])
    var block = try #require(b[1].block)
    block.header.stateRoot = .zero
    var invalid = b[1]
    invalid.decoded = .success(block)
    invalid.rlp = block.encoded
    invalid.expectedException = "BlockException.INVALID_STATE_ROOT"
    let order = [a[0], b[0], a[1], invalid, a[2]]
    #expect(branches.verdict(order, endingAt: a[2]) == .passed)
    invalid.expectedException = nil
    guard case .failed(let reason) = branches.verdict([a[0], b[0], invalid], endingAt: a[0])
    else {
      Issue.record("the wrong state root on the side chain is not found")
      return
    }
    #expect(reason.hasPrefix("block 2: stateRoot is"), "\(reason)")
  }

  @Test func aBlockWithoutAParentIsRejected() throws {
    let branches = try Branches(lengths: [2])
    var orphan = branches.blocks[0][1]
    orphan.expectedException = "BlockException.UNKNOWN_PARENT"
    let first = branches.blocks[0][0]
    #expect(branches.verdict([orphan, first], endingAt: first) == .passed)
  }

  @Test(
    .enabled(
      if: Fixtures.pack("legacy-blockchain") != nil, Comment(rawValue: Fixtures.absence)))
  func theUncleFromASideChainIsRefused() throws {
    let pack = try #require(Fixtures.pack("legacy-blockchain"))
    let folder = "legacy/BlockchainTests/InvalidBlocks/bcMultiChainTest"
    let report = try ConformanceRun(paths: [pack.appending(path: folder).path], jobs: 1).run()
    #expect(report.failures.isEmpty, "\(report.text())")
    #expect(!report.cases.isEmpty)
  }
}
