import EthereumTypes
import StateTrie
import TestSupport
import Testing

@Suite struct StateTrieTests {
  /// Updates of some of `count` accounts: new, changed and deleted ones, cleared storage, slots
  /// set and removed.
  static func updates(
    of state: ReferenceState, count: Int, using random: inout SplitMix64
  ) -> [AccountUpdate] {
    var updates: [AccountUpdate] = []
    for number in 1...count where Int.random(in: 0..<3, using: &random) == 0 {
      let address = Address(word: UInt256(number))
      if Int.random(in: 0..<5, using: &random) == 0 {
        updates.append(AccountUpdate(address: address, account: nil))
        continue
      }
      let slots = (0..<12).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
      let storage = slots.map { slot in
        (slot: UInt256(slot), value: UInt256(random.next() % 3 == 0 ? 0 : random.next()))
      }
      updates.append(
        AccountUpdate(
          address: address,
          account: (random.next() % 9, UInt256(random.next()), keccak256(word: UInt256(number))),
          storage: storage, storageCleared: Int.random(in: 0..<6, using: &random) == 0))
    }
    return updates.shuffled(using: &random)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func updatesAgreeWithTheDefinition(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var state = ReferenceState()
    var trie = StateTrie(accounts: [])
    for step in 0..<12 {
      let updates = Self.updates(of: state, count: 20, using: &random)
      let parent = trie
      let parentRoot = state.rootHash
      try trie.apply(updates)
      state.apply(updates)
      try #require(trie.rootHash == state.rootHash, "seed \(seed), step \(step)")
      #expect(parent.rootHash == parentRoot, "seed \(seed), step \(step): the parent changed")
      #expect(StateTrie(accounts: state.records).rootHash == state.rootHash, "seed \(seed)")
      #expect(try StateTrie(witness: state.witness).rootHash == state.rootHash, "seed \(seed)")
      try expect(trie, toRead: state)
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func aWitnessOfAllNodesUpdatesLikeTheState(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var state = ReferenceState()
    state.apply(Self.updates(of: state, count: 30, using: &random))
    var trie = try StateTrie(witness: state.witness)
    try expect(trie, toRead: state)
    for _ in 0..<4 {
      let updates = Self.updates(of: state, count: 30, using: &random)
      try trie.apply(updates)
      state.apply(updates)
      try #require(trie.rootHash == state.rootHash, "seed \(seed)")
    }
  }

  private func expect(_ trie: StateTrie, toRead state: ReferenceState) throws {
    for number in 1...31 {
      let address = Address(word: UInt256(number))
      let account = try trie.account(at: address)
      let expected = state.accounts[address]
      #expect(account?.nonce == expected?.nonce)
      #expect(account?.balance == expected?.balance)
      #expect(account?.codeHash == expected?.codeHash)
      for slot in 0..<12 {
        #expect(
          try trie.storage(at: address, slot: UInt256(slot))
            == expected?.storage[UInt256(slot)] ?? .zero)
      }
    }
  }

  @Test func theStateWithoutAccountsHasTheEmptyRoot() {
    #expect(StateTrie(accounts: []).rootHash == .emptyTrieRoot)
  }

  @Test func manyThreadsMayUpdateCopiesOfOneState() async throws {
    var random = SplitMix64(seed: 1)
    var state = ReferenceState()
    for _ in 0..<5 { state.apply(Self.updates(of: state, count: 60, using: &random)) }
    let parent = StateTrie(accounts: state.records)
    let parentRoot = parent.rootHash
    await withThrowingTaskGroup { group in
      for seed in 0..<32 as Range<UInt64> {
        let state = state
        group.addTask {
          var random = SplitMix64(seed: seed)
          let updates = Self.updates(of: state, count: 60, using: &random)
          var copy = parent
          try copy.apply(updates)
          var expected = state
          expected.apply(updates)
          #expect(copy.rootHash == expected.rootHash, "seed \(seed)")
        }
      }
    }
    #expect(parent.rootHash == parentRoot)
  }

  @Test func aMissingStorageNodeNamesItsAccount() throws {
    var state = ReferenceState()
    let address = Address(word: 7)
    state.accounts[address] = ReferenceState.Account(
      nonce: 1, storage: [1: 1, 2: 2, 3: 3, 4: 4, 5: 5])
    let nodes = state.tries.accounts.nodes
    var trie = try StateTrie(witness: StateWitness(parentStateRoot: state.rootHash, nodes: nodes))
    let account = try #require(try trie.account(at: address))
    #expect(account.nonce == 1)
    for read in [true, false] {
      let error = try #require(throws: TrieError.self) {
        if read {
          _ = try trie.storage(at: address, slot: 1)
        } else {
          try trie.apply([
            AccountUpdate(
              address: address, account: (2, 0, .emptyKeccak), storage: [(slot: 1, value: 2)])
          ])
        }
      }
      #expect(error.problem == .missingNode)
      #expect(error.hash == account.storageRoot)
      #expect(error.account == keccak256(address))
      #expect("\(error)".contains("storage trie of hashed address \(keccak256(address))"))
    }
    // Without a storage change the node is not needed.
    try trie.apply([AccountUpdate(address: address, account: (2, 0, .emptyKeccak))])
    state.accounts[address]?.nonce = 2
    #expect(trie.rootHash == state.rootHash)
    // Nor where the storage goes.
    try trie.apply([
      AccountUpdate(address: address, account: (2, 0, .emptyKeccak), storageCleared: true)
    ])
    state.accounts[address]?.storage = [:]
    #expect(trie.rootHash == state.rootHash)
  }

  @Test func aLeafThatIsNoAccountIsRefused() throws {
    let trie = ReferenceTrie([keccak256(Address(word: 1)): [1, 2, 3]])
    let error = try #require(throws: TrieError.self) {
      try StateTrie(
        witness: StateWitness(parentStateRoot: trie.rootHash, nodes: trie.nodes))
    }
    #expect(error.problem == .malformedAccount(RLPError(offset: 0, kind: .unexpectedString)))
  }
}
