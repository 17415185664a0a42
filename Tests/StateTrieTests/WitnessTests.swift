import EthereumTypes
import StateTrie
import TestSupport
import Testing

@Suite struct WitnessTests {
  /// Three groups of keys: a leaf alone, a branch, and an extension before a branch.
  static let entries: [Hash32: [UInt8]] = [
    key(0x1000): [UInt8](repeating: 1, count: 40),
    key(0x2100): [UInt8](repeating: 2, count: 40),
    key(0x2200): [UInt8](repeating: 3, count: 40),
    key(0x3330): [UInt8](repeating: 4, count: 40),
    key(0x3331): [UInt8](repeating: 5, count: 40),
  ]

  /// A key that begins with four given nibbles.
  static func key(_ nibbles: UInt16) -> Hash32 {
    Hash32(word: UInt256(low: 0, high: UInt128(nibbles) << 112))
  }

  static let reference = ReferenceTrie(entries)
  static let root = reference.rootHash

  /// All nodes but the branch over the keys 21… and 22…, which is encoded after the leaf 1… and its
  /// own two leaves.
  static var nodesWithoutInnerBranch: [[UInt8]] {
    var nodes = reference.nodes
    nodes.remove(at: 3)
    return nodes
  }

  @Test func allNodesGiveTheWholeTrie() throws {
    var trie = try MerkleTrie(root: Self.root, nodes: Self.reference.nodes)
    #expect(trie.rootHash == Self.root)
    for (key, value) in Self.entries { #expect(try trie.get(key: key) == value) }
    try trie.update(Self.entries.keys.map { ($0, nil) })
    #expect(trie.rootHash == .emptyTrieRoot)
  }

  @Test func theEmptyRootNeedsNoNodes() throws {
    #expect(try MerkleTrie(root: .emptyTrieRoot, nodes: []).rootHash == .emptyTrieRoot)
  }

  @Test func aNodeThatIsMissingIsNamedWithItsPath() throws {
    var trie = try MerkleTrie(root: Self.root, nodes: Self.nodesWithoutInnerBranch)
    #expect(trie.rootHash == Self.root)
    #expect(try trie.get(key: Self.key(0x1000)) == [UInt8](repeating: 1, count: 40))
    let error = try #require(throws: TrieError.self) { try trie.get(key: Self.key(0x2100)) }
    #expect(error.problem == .missingNode)
    #expect(error.path.description == "2")
    #expect(error.account == nil)
    let before = trie.rootHash
    #expect(throws: error) { try trie.set(key: Self.key(0x2100), value: [1]) }
    #expect(trie.rootHash == before)
  }

  @Test func theRootItselfMayBeMissing() throws {
    let trie = try MerkleTrie(root: Self.root, nodes: [])
    #expect(trie.rootHash == Self.root)
    let error = try #require(throws: TrieError.self) { try trie.get(key: Self.key(0x1000)) }
    #expect(error.hash == Self.root)
    #expect(error.path.description == "")
  }

  /// Removing 1… and both of 333… leaves the root one child, the branch at 2.
  static let removals: [(key: Hash32, value: [UInt8]?)] = [
    (key(0x1000), nil), (key(0x3330), nil), (key(0x3331), nil),
  ]

  @Test func aMissingSiblingIsAnErrorUnlessAssumedToBeABranch() throws {
    var trie = try MerkleTrie(root: Self.root, nodes: Self.nodesWithoutInnerBranch)
    let error = try #require(throws: TrieError.self) { try trie.update(Self.removals) }
    #expect(error.problem == .missingNode)
    #expect(error.path.description == "2")
    #expect(trie.rootHash == Self.root)
  }

  @Test func aMissingSiblingAssumedToBeABranchGetsAnExtension() throws {
    var trie = try MerkleTrie(
      root: Self.root, nodes: Self.nodesWithoutInnerBranch,
      assumesMissingSiblingsAreBranches: true)
    try trie.update(Self.removals)
    let rest = Self.entries.filter { entry in !Self.removals.contains { $0.key == entry.key } }
    #expect(trie.rootHash == ReferenceTrie(rest).rootHash)
  }

  @Test func anInsertionBesideTheRemovalsNeedsNoSibling() throws {
    var trie = try MerkleTrie(root: Self.root, nodes: Self.nodesWithoutInnerBranch)
    let value = [UInt8](repeating: 9, count: 40)
    try trie.update(Self.removals + [(Self.key(0x4000), value)])
    var rest = Self.entries.filter { entry in !Self.removals.contains { $0.key == entry.key } }
    rest[Self.key(0x4000)] = value
    #expect(trie.rootHash == ReferenceTrie(rest).rootHash)
  }

  @Test func removingAnAbsentKeyLeavesAnExtensionOverAMissingNodeAlone() throws {
    let entries = [
      Self.key(0x3330): [UInt8](repeating: 4, count: 40),
      Self.key(0x3331): [UInt8](repeating: 5, count: 40),
    ]
    let reference = ReferenceTrie(entries)
    let extensionNode = try #require(reference.nodes.last)
    var trie = try MerkleTrie(root: reference.rootHash, nodes: [extensionNode])
    try trie.remove(key: Self.key(0x3400))
    try trie.remove(key: Self.key(0x1000))
    #expect(trie.rootHash == reference.rootHash)
    let error = try #require(throws: TrieError.self) { try trie.remove(key: Self.key(0x3330)) }
    #expect(error.path.description == "333")
  }

  @Test(arguments: [
    ("c0", TrieError.Problem.wrongItemCount),
    ("c3808080", .wrongItemCount),
    ("83010203", .malformedEncoding(RLPError(offset: 0, kind: .unexpectedString))),
    ("c24001", .malformedPath),
    ("c20101", .malformedPath),
    ("c20080", .malformedPath),
    ("c411820102", .malformedReference(length: 2)),
    ("d3820102" + String(repeating: "80", count: 16), .malformedReference(length: 2)),
    ("d1c0" + String(repeating: "80", count: 16), .wrongItemCount),
  ])
  func aMalformedNodeIsNamed(hex: String, problem: TrieError.Problem) throws {
    let node = try #require([UInt8](hex: "0x" + hex))
    let error = try #require(throws: TrieError.self) {
      try MerkleTrie(root: keccak256(node), nodes: [node])
    }
    #expect(error.problem == problem)
    #expect(error.hash == keccak256(node))
  }

  @Test func aChainOfReferencesLongerThanAnyKeyIsRefused() throws {
    var nodes: [[UInt8]] = []
    var child = Hash32.zero
    for _ in 0..<1_000 {
      var node = RLPEncoder()
      node.list { node in
        node.encode(bytes: [0x11])
        node.encode(hash: child)
      }
      nodes.append(node.result)
      child = keccak256(node.result)
    }
    let error = try #require(throws: TrieError.self) { try MerkleTrie(root: child, nodes: nodes) }
    #expect(error.problem == .malformedPath)
  }

  @Test func aWitnessThatRefersToOneNodeEverywhereStaysSmall() throws {
    // Every level has sixteen references to the next: 16^60 paths over 60 nodes.
    var nodes: [[UInt8]] = []
    var child = Hash32.zero
    for _ in 0..<60 {
      var node = RLPEncoder()
      node.list { node in
        for _ in 0..<16 { node.encode(hash: child) }
        node.encode(bytes: [])
      }
      nodes.append(node.result)
      child = keccak256(node.result)
    }
    let trie = try MerkleTrie(root: child, nodes: nodes)
    let error = try #require(throws: TrieError.self) { try trie.get(key: Hash32.emptyKeccak) }
    #expect(error.path.description.count == 60)
  }
}
