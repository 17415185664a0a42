import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import StateTrie
import Testing

/// EIP-7610: no contract is created where there is storage, also where no slot of it is known.
@Suite struct CreationOverStorageTests {
  /// The first block of a chain that creates a contract by a transaction, and the contract.
  private static func creation() throws -> (chain: BlockChain, contract: Address) {
    let chain = try Devnet.chain(
      WorkloadParameters(seed: 6, blocks: 1, transactions: 3, mix: WorkloadMix([.create: 1])))
    let created = try accessList(of: chain).accounts.first { changes in
      !changes.codeChanges.isEmpty && chain.preState[changes.address] == nil
    }
    return (chain, try #require(created).address)
  }

  private static func accessList(of chain: BlockChain) throws -> BlockAccessList {
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    return try runner.prepare(try #require(chain.blocks.first), checks: [])
      .reference.blockAccessList
  }

  /// Whether executing the chain's block creates the contract.
  private static func creates(_ contract: Address, in chain: BlockChain) throws -> Bool {
    let changes = try #require(
      try accessList(of: chain).accounts.first { $0.address == contract })
    return !changes.codeChanges.isEmpty
  }

  @Test(arguments: [false, true])
  func aWitnessShowsStorageOfWhichNoSlotIsKnown(hasStorage: Bool) throws {
    var (chain, contract) = try Self.creation()
    // Without its genesis, the chain may start from other states.
    let genesis = try #require(chain.genesis)
    chain.blockHashes = [genesis.number: genesis.hash]
    chain.genesis = nil
    let account = AllocatedAccount(balance: 1, storage: hasStorage ? [5: 7] : [:])
    chain.preState[contract] = account
    #expect(try Self.creates(contract, in: chain) == !hasStorage)
    // The same state, of which only the account is told, and proven.
    let state = NaiveState(chain.preState)
    chain.preState[contract]?.storage = [:]
    chain.fullPreState = false
    chain.witness = StateWitness(
      parentStateRoot: state.rootHash, nodes: Array(state.accounts.nodes.values),
      deletionSiblingsAssumedBranch: 0)
    #expect(try Self.creates(contract, in: chain) == !hasStorage)
    // Where nothing tells of the storage, there is none.
    chain.witness = nil
    #expect(try Self.creates(contract, in: chain))
  }

  /// A node is asked for no slot of the account, and tells no storage without proofs.
  @Test(arguments: [0, 1] as [UInt256])
  func capturingTakesItFromTheProofs(balance: UInt256) throws {
    var (chain, contract) = try Self.creation()
    chain.preState[contract] = AllocatedAccount(balance: balance, storage: [5: 7])
    let devnet = try Devnet(Devnet.resealed(chain))
    func outcome(_ behaviour: RecordedNode.Behaviour, into fixture: CaptureFixture) throws
      -> String?
    {
      let node = RecordedNode(devnet, behaviour)
      let server = try LoopbackServer { node.answer($0) }
      return try fixture.capture(1...1, from: server, chainID: devnet.chainID, fork: .amsterdam)[1]
    }
    let fixture = try CaptureFixture()
    try #require(try outcome(.init(), into: fixture) == "captured")
    let list = try fixture.executed(1, chainID: devnet.chainID).reference.blockAccessList
    #expect(try #require(list.accounts.first { $0.address == contract }).codeChanges.isEmpty)
    // Where nothing tells of the storage, the contract is created, and the block is not this one.
    let refused = try #require(try outcome(.init(hasProofs: false), into: try CaptureFixture()))
    #expect(refused.hasPrefix("our execution does not reproduce the block: "), "\(refused)")
  }
}
