import Dispatch
import EthereumTypes
import StateTrie
import TestSupport
import Testing

@Suite struct StateTrieUpdateTests {
  /// Runs pieces on the threads of the machine.
  static func runPieces(count: Int, body: @escaping @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// 10,000 sequences in all; each hundred starts from a state of its own.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func piecesAgreeWithAFullRebuild(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var state = ReferenceState()
    var trie = StateTrie(accounts: [])
    for sequence in 0..<100 {
      let parentRoot = trie.rootHash
      let pieces = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        CrowdedWorld.piece(using: &random)
      }
      var update = StateTrieUpdate(of: trie)
      for piece in pieces {
        update.add(piece)
        state.apply(piece)
        if random.next() % 2 == 0 { try update.hashAhead() }
      }
      let updated = try #require(try update.finish())
      let place = "seed \(seed), sequence \(sequence)" as Comment
      try #require(updated.rootHash == StateTrie(accounts: state.records).rootHash, place)
      if sequence % 10 == 0 { try #require(updated.rootHash == state.rootHash, place) }
      #expect(trie.rootHash == parentRoot, place)
      var atOnce = trie
      try atOnce.apply(pieces.flatMap { $0 })
      try #require(atOnce.rootHash == updated.rootHash, place)
      trie = updated
      trie.reclaimMemory()
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func parallelAgreesWithSerial(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var state = ReferenceState()
    state.apply(StateTrieTests.updates(of: state, count: 400, using: &random))
    // From nothing, from few and from many.
    for accounts in [[], Array(state.records.prefix(1)), state.records] {
      let parent = StateTrie(accounts: accounts)
      var serial = parent
      var update = StateTrieUpdate(of: parent)
      for _ in 0..<3 {
        let piece = StateTrieTests.updates(of: state, count: 600, using: &random)
        try serial.apply(piece)
        update.add(piece)
        if random.next() % 2 == 0 { try update.hashAhead(runPieces: Self.runPieces) }
      }
      let parallel = try #require(try update.finish(runPieces: Self.runPieces))
      #expect(parallel.rootHash == serial.rootHash, "seed \(seed)")
      // Until the root is a leaf or an extension again, or nothing.
      for count in [0, 1, 2] {
        let deletions = (1...600).dropFirst(count)
          .map { AccountUpdate(address: Address(word: UInt256($0)), account: nil) }
        var rest = parallel
        try rest.apply(deletions, runPieces: Self.runPieces)
        var expected = serial
        try expected.apply(deletions)
        #expect(rest.rootHash == expected.rootHash, "seed \(seed), \(count)")
        if count == 0 { #expect(rest.rootHash == .emptyTrieRoot) }
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func aCancelledUpdateLeavesTheParent(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var state = ReferenceState()
    state.apply(StateTrieTests.updates(of: state, count: 600, using: &random))
    let parent = StateTrie(accounts: state.records)
    let piece = StateTrieTests.updates(of: state, count: 600, using: &random)
    for cancelledPiece in [0, 3, 15] {
      let cancellation = TrieCancellation()
      var update = StateTrieUpdate(of: parent, cancellation: cancellation)
      update.add(Array(piece.prefix(100)))
      try update.hashAhead()
      update.add(piece)
      let trie = try update.finish { count, body in
        for number in 0..<count {
          if number == cancelledPiece { cancellation.cancel() }
          body(number)
        }
      }
      #expect(cancellation.isCancelled)
      #expect(trie?.rootHash == nil, "seed \(seed)")
    }
    #expect(parent.rootHash == state.rootHash, "seed \(seed)")
    var again = parent
    try again.apply(piece)
    state.apply(piece)
    #expect(again.rootHash == state.rootHash, "seed \(seed)")
  }

  @Test func anUpdateThatIsCancelledFromTheStartDoesNothing() throws {
    let cancellation = TrieCancellation()
    cancellation.cancel()
    var update = StateTrieUpdate(of: StateTrie(accounts: []), cancellation: cancellation)
    update.add([AccountUpdate(address: .zero, account: (1, 1, .emptyKeccak))])
    try update.hashAhead()
    #expect(try update.finish()?.rootHash == nil)
  }

  @Test func anAccountMayComeAgainAfterItsDeletion() throws {
    let address = Address(word: 1)
    let before = AccountUpdate(
      address: address, account: (1, 1, .emptyKeccak), storage: [(slot: 1, value: 1)])
    var parent = StateTrie(accounts: [])
    try parent.apply([before])
    for hashesAhead in [false, true] {
      var update = StateTrieUpdate(of: parent)
      for piece in [
        AccountUpdate(address: address, account: nil),
        AccountUpdate(
          address: address, account: (2, 2, .emptyKeccak), storage: [(slot: 2, value: 2)]),
      ] {
        update.add([piece])
        if hashesAhead { try update.hashAhead() }
      }
      let trie = try #require(try update.finish())
      #expect(try trie.storage(at: address, slot: 1) == .zero)
      #expect(try trie.storage(at: address, slot: 2) == 2)
      #expect(try trie.account(at: address)?.nonce == 2)
    }
  }

  @Test func aWitnessNeedsNoNeighbourOfWhatIsGoneOnlyInBetween() throws {
    let address = Address(word: 1)
    func changes(of slot: UInt256, to value: UInt256) -> [AccountUpdate] {
      [
        AccountUpdate(
          address: address, account: (1, 0, .emptyKeccak), storage: [(slot: slot, value: value)])
      ]
    }
    var state = ReferenceState()
    state.apply(changes(of: 1, to: .max))
    state.apply(changes(of: 2, to: .max &- 1))
    // The storage is a branch of two leaves; the one of slot 2 is left out.
    let hidden = (UInt256.max &- 1).bigEndianBytes
    let nodes = state.witness.nodes.filter { [UInt8]($0.suffix(32)) != hidden }
    #expect(nodes.count == state.witness.nodes.count - 1)
    let parent = try StateTrie(
      witness: StateWitness(parentStateRoot: state.rootHash, nodes: nodes))

    var update = StateTrieUpdate(of: parent)
    for value in [UInt256.zero, 5] {
      update.add(changes(of: 1, to: value))
      try update.hashAhead()
    }
    state.apply(changes(of: 1, to: 5))
    #expect(try update.finish()?.rootHash == state.rootHash)

    var removal = StateTrieUpdate(of: parent)
    removal.add(changes(of: 1, to: .zero))
    try removal.hashAhead()
    #expect(failure(of: removal)?.problem == .missingNode)

    var change = StateTrieUpdate(of: parent)
    change.add(changes(of: 2, to: 5))
    let first = #expect(throws: TrieError.self) { try change.hashAhead() }
    #expect(first?.problem == .missingNode)
    #expect(failure(of: change) == first)
  }

  private func failure(of update: consuming StateTrieUpdate) -> TrieError? {
    do throws(TrieError) {
      _ = try update.finish()
      return nil
    } catch {
      return error
    }
  }

  @Test func aChainOfUpdatesDoesNotKeepWhatItReplaced() throws {
    var random = SplitMix64(seed: 3)
    var trie = StateTrie(
      accounts: (1...2_000).map { (Address(word: UInt256($0)), AccountRecord(nonce: 1)) })
    let first = trie
    let firstRoot = trie.rootHash
    let limit = 4 * trie.memoryByteCount + (2 << 20)
    var largest = 0
    var unreclaimed = trie
    for block in 0..<1_000 as Range<UInt64> {
      let updates = (0..<50).map { _ in
        AccountUpdate(
          address: Address(word: UInt256(random.next() % 2_000 + 1)),
          account: (block, UInt256(random.next()), .emptyKeccak))
      }
      try trie.apply(updates)
      trie.reclaimMemory()
      largest = max(largest, trie.memoryByteCount)
      try unreclaimed.apply(updates)
    }
    #expect(largest < limit)
    #expect(unreclaimed.memoryByteCount > 2 * limit)
    #expect(trie.rootHash == unreclaimed.rootHash)
    #expect(first.rootHash == firstRoot)
    #expect(try first.account(at: Address(word: 1))?.nonce == 1)
  }
}
