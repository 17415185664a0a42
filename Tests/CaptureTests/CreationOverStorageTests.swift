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

  /// A chain whose only transaction calls a contract that creates another by CREATE2, and copies a
  /// slot where that fails; and the contract that it creates.
  private static func failure() throws -> (chain: BlockChain, factory: Address, created: Address) {
    var chain = try Devnet.chain(
      WorkloadParameters(seed: 1, blocks: 1, transactions: 1, mix: WorkloadMix([.token: 1])))
    var block = try #require(chain.blocks.first?.block)
    let factory = try #require(block.transactions.first?.to)
    // What fails takes all gas but a 64th (EIP-150).
    block.transactions[0].gasLimit = 8_000_000
    block.transactions[0].nonce = 0
    block.transactions[0] = block.transactions[0].signed(with: Hash32(word: 1).bytes)
    let sender = try block.transactions[0].recoverSender()
    chain.preState[sender] = AllocatedAccount(balance: 1 << 100)
    block.header.gasLimit = 30_000_000
    chain.genesis?.gasLimit = 30_000_000
    chain.blocks[0].decoded = .success(block)
    chain.blocks[0].senders = [sender]
    chain.preState[factory]?.code =
      [0x5f, 0x5f, 0x5f, 0x5f, 0xf5]  // CREATE2(0, 0, 0, 0)
      + [0x15, 0x60, 0x0a, 0x57, 0x00, 0x5b]  // if it gives 0:
      + [0x60, 0x07, 0x54, 0x60, 0x08, 0x55, 0x00]  // SSTORE(8, SLOAD(7))
    chain.preState[factory]?.storage[7] = 9
    // EIP-1014
    let hash = keccak256(
      [0xff] + factory.bytes + Hash32(word: .zero).bytes + Hash32.emptyKeccak.bytes)
    return (chain, factory, try #require(Address(bytes: hash.bytes.suffix(20))))
  }

  /// A node is asked for no slot of the account, and tells no storage without proofs. What the
  /// block reads because nothing was created is asked for all the same.
  @Test(arguments: [0, 1] as [UInt256])
  func capturingTakesItFromTheProofs(balance: UInt256) throws {
    var (chain, factory, created) = try Self.failure()
    chain.preState[created] = AllocatedAccount(balance: balance, storage: [5: 7])
    let devnet = try Devnet(Devnet.resealed(chain))
    func outcome(
      _ behaviour: RecordedNode.Behaviour, into fixture: CaptureFixture
    ) throws -> String? {
      let node = RecordedNode(devnet, behaviour)
      let server = try LoopbackServer { node.answer($0) }
      return try fixture.capture(1...1, from: server, chainID: devnet.chainID, fork: .amsterdam)[1]
    }
    let fixture = try CaptureFixture()
    try #require(try outcome(.init(), into: fixture) == "captured")
    let list = try fixture.executed(1, chainID: devnet.chainID).reference.blockAccessList
    let changes = try #require(list.accounts.first { $0.address == factory })
    #expect(changes.storageChanges.map(\.slot) == [8])
    // Where nothing tells of the storage, the contract is created, and the block is not this one.
    let refused = try #require(try outcome(.init(hasProofs: false), into: try CaptureFixture()))
    #expect(refused.hasPrefix("our execution does not reproduce the block: "), "\(refused)")
  }
}
