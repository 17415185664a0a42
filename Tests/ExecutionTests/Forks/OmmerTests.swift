import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Testing

/// Ommers: who may be one, and what they earn.
@Suite struct OmmerTests {
  private static let miner = Scenario.address(0x0221)

  /// A chain of two blocks, the headers of both, and a draft of the third.
  private struct Chain {
    let runner: ChainRunner
    let first: BlockHeader
    let second: BlockHeader
    var third: Block

    init() throws {
      var scenario = Scenario()
      scenario.schedule = ForkSchedule(constant: .byzantium)
      func draft(_ number: UInt64) -> BlockHeader {
        BlockHeader(
          feeRecipient: scenario.feeRecipient, number: number, gasLimit: 30_000_000,
          timestamp: 12 * number)
      }
      func seal(_ numbers: ClosedRange<UInt64>, on runner: ChainRunner) throws -> [Block] {
        try numbers.map {
          try runner.seal(draft($0), transactions: [], senders: []).decoded.get()
        }
      }
      runner = try ChainRunner(scenario.chain(), machines: MachinePool(workerCount: 1))
      let blocks = try seal(1...2, on: runner)
      (first, second) = (blocks[0].header, blocks[1].header)
      // The third is not added to the chain, so another runner makes it.
      let other = try ChainRunner(scenario.chain(), machines: MachinePool(workerCount: 1))
      third = try seal(1...3, on: other)[2]
    }

    /// A sibling of a block of the chain.
    func sibling(of header: BlockHeader) -> BlockHeader {
      var sibling = header
      sibling.feeRecipient = OmmerTests.miner
      return sibling
    }

    /// The third block with ommers, whatever the state root is then.
    func prepare(naming ommers: [BlockHeader]) throws -> PreparedBlock {
      var block = third
      block.ommers = ommers
      block.header.ommersHash = block.ommersHash
      return try runner.prepare(
        InputBlock(decoded: .success(block), fork: .byzantium), checks: [])
    }
  }

  /// A generation old: its miner gets 7/8 of the reward, who names it 1/32.
  @Test func areRewarded() throws {
    let chain = try Chain()
    let block = try chain.prepare(naming: [chain.sibling(of: chain.second)])
    let list = block.reference.blockAccessList
    let reward = 3 * Scenario.ether
    let ommer = try #require(list.accounts.first { $0.address == Self.miner })
    #expect(ommer.balanceChanges.map(\.postBalance) == [(reward * 7).dividedBy(8)])
    let miner = try #require(list.accounts.first { $0.address == chain.third.header.feeRecipient })
    #expect(miner.balanceChanges.map(\.postBalance) == [3 * reward + reward.dividedBy(32)])
  }

  /// Two generations old: 6/8.
  @Test func areRewardedByAge() throws {
    let chain = try Chain()
    let block = try chain.prepare(naming: [chain.sibling(of: chain.first)])
    let ommer = try #require(
      block.reference.blockAccessList.accounts.first { $0.address == Self.miner })
    #expect(ommer.balanceChanges.map(\.postBalance) == [(3 * Scenario.ether * 6).dividedBy(8)])
  }

  enum Defect: CaseIterable {
    case twice, three, ancestor, brother, unknownParent, invalidHeader
  }

  @Test(arguments: Defect.allCases) func mayNotBeAnyHeader(defect: Defect) throws {
    let chain = try Chain()
    var sibling = chain.sibling(of: chain.second)
    let ommers: [BlockHeader]
    switch defect {
    case .twice: ommers = [sibling, sibling]
    case .three: ommers = [sibling, chain.sibling(of: chain.first), chain.second]
    case .ancestor: ommers = [chain.second]
    case .brother: ommers = [chain.sibling(of: chain.third.header)]
    case .unknownParent:
      sibling.parentHash = .zero
      ommers = [sibling]
    case .invalidHeader:
      sibling.difficulty = sibling.difficulty &+ 1
      ommers = [sibling]
    }
    try expectRefusal { try chain.prepare(naming: ommers) }
  }

  @Test func mayNotBeNamedAgain() throws {
    let chain = try Chain()
    let sibling = chain.sibling(of: chain.second)
    chain.runner.advance(past: try chain.prepare(naming: [sibling]))
    var fourth = chain.third
    fourth.header.number += 1
    fourth.header.timestamp += 12
    fourth.header.parentHash = try #require(chain.runner.head).hash
    fourth.ommers = [sibling]
    fourth.header.ommersHash = fourth.ommersHash
    // The parent has ommers, so the difficulty is one step higher (EIP-100).
    fourth.header.difficulty = ProofOfWork.difficulty(
      of: fourth.header, after: try #require(chain.runner.head), fork: .byzantium)
    try expectRefusal {
      try chain.runner.prepare(
        InputBlock(decoded: .success(fourth), fork: .byzantium), checks: [])
    }
  }

  private func expectRefusal(_ body: () throws -> PreparedBlock) throws {
    let error = #expect(throws: BlockInvalidity.self) { _ = try body() }
    guard case .header("ommers", _, _) = error else {
      Issue.record("refused because \(error.map { "\($0)" } ?? "of nothing")")
      return
    }
  }
}
