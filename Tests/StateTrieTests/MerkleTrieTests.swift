import EthereumTypes
import StateTrie
import TestSupport
import Testing

@Suite struct MerkleTrieTests {
  @Test func anEmptyTrieHasTheEmptyRoot() throws {
    var trie = MerkleTrie()
    #expect(trie.rootHash == .emptyTrieRoot)
    #expect(trie.rootHash == keccak256([0x80]))
    try trie.remove(key: [1])
    #expect(trie.rootHash == .emptyTrieRoot)
    try trie.set(key: [1], value: [2])
    try trie.remove(key: [1])
    #expect(trie.rootHash == .emptyTrieRoot)
    #expect(MerkleTrie(sorted: []).rootHash == .emptyTrieRoot)
  }

  /// Hashed keys that crowd together, so that branches and extensions come and go.
  static func crowdedKey(_ random: inout SplitMix64) -> Hash32 {
    let stem = random.next() % 4 << 60 | random.next() % 2 << 30
    let tail = UInt128(random.next() % 3) << 64 | UInt128(random.next() % 3)
    return Hash32(word: UInt256(low: tail, high: UInt128(stem) << 64))
  }

  static func value(_ random: inout SplitMix64) -> [UInt8] {
    // Short values are embedded in their parents, long ones have a length of several bytes.
    let count = [1, 2, 20, 33, 60, 300][Int(random.next() % 6)]
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() | 1) }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func randomEditsAgreeWithTheDefinition(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var trie = MerkleTrie()
    var entries: [Hash32: [UInt8]] = [:]
    for step in 0..<30 {
      var edits: [Hash32: [UInt8]?] = [:]
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let isRemoval = Int.random(in: 0..<(step < 20 ? 3 : 2), using: &random) == 0
        edits[Self.crowdedKey(&random)] = .some(isRemoval ? nil : Self.value(&random))
      }
      try trie.update(edits.map { ($0.key, $0.value) })
      for (key, value) in edits { entries[key] = value }
      try #require(
        trie.rootHash == ReferenceTrie(entries).rootHash, "seed \(seed), step \(step)")
      for key in edits.keys {
        try #require(try trie.get(key: key) == entries[key], "seed \(seed), step \(step)")
      }
      let sorted = entries.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
      try #require(
        MerkleTrie(sorted: sorted).rootHash == trie.rootHash, "seed \(seed), step \(step)")
    }
    try trie.update(entries.keys.map { ($0, nil) })
    #expect(trie.rootHash == .emptyTrieRoot, "seed \(seed)")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func keysThatContinueEachOtherAgreeWithTheDefinition(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var trie = MerkleTrie()
    var entries: [[UInt8]: [UInt8]] = [:]
    for step in 0..<60 {
      let key = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        [0x00, 0x01, 0x10][Int.random(in: 0..<3, using: &random)] as UInt8
      }
      if Int.random(in: 0..<5, using: &random) < (step < 40 ? 3 : 1) {
        let value = Self.value(&random)
        try trie.set(key: key, value: value)
        entries[key] = value
      } else {
        try trie.remove(key: key)
        entries[key] = nil
      }
      try #require(
        trie.rootHash == ReferenceTrie(entries).rootHash, "seed \(seed), step \(step)")
      #expect(try trie.get(key: key) == entries[key])
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func updatesOfACopyLeaveTheOriginalIntact(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var versions: [(trie: MerkleTrie, entries: [Hash32: [UInt8]])] = [(MerkleTrie(), [:])]
    for _ in 0..<20 {
      var (trie, entries) = versions[Int.random(in: 0..<versions.count, using: &random)]
      for _ in 0..<5 {
        let key = Self.crowdedKey(&random)
        let value = random.next() % 2 == 0 ? nil : Self.value(&random)
        if let value {
          try trie.set(key: key, value: value)
        } else {
          try trie.remove(key: key)
        }
        entries[key] = value
      }
      versions.append((trie, entries))
    }
    for (position, version) in versions.enumerated() {
      let reference = ReferenceTrie(version.entries)
      #expect(version.trie.rootHash == reference.rootHash, "seed \(seed), version \(position)")
      for (key, value) in version.entries { #expect(try version.trie.get(key: key) == value) }
    }
  }

  @Test func changingNothingKeepsTheRoot() throws {
    var random = SplitMix64(seed: 7)
    var trie = MerkleTrie()
    for _ in 0..<200 { try trie.set(key: Self.crowdedKey(&random), value: Self.value(&random)) }
    let root = trie.rootHash
    let key = Self.crowdedKey(&random)
    let value = try trie.get(key: key)
    try trie.update([(key, value)])
    #expect(trie.rootHash == root)
    try trie.update([])
    #expect(trie.rootHash == root)
    let absent = Hash32(word: .max)
    #expect(try trie.get(key: absent) == nil)
    try trie.remove(key: absent)
    #expect(trie.rootHash == root)
  }

  @Test func editsMustAscend() async {
    await #expect(processExitsWith: .failure) {
      _ = MerkleTrie(sorted: [(key: .emptyKeccak, value: [1]), (key: .zero, value: [1])])
    }
  }

  @Test func aKeyHasAtMost32Bytes() async {
    await #expect(processExitsWith: .failure) {
      var trie = MerkleTrie()
      try trie.set(key: [UInt8](repeating: 0, count: 33), value: [1])
    }
  }
}
