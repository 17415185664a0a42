import EthereumTypes

/// One version of a trie: its root node, and the memory that keeps the nodes alive.
struct NodeTree: Sendable {
  /// Garbage that is not worth moving the living nodes.
  private static let tolerance = 1 << 20

  let root: TrieNode?
  private let memory: NodeMemory
  /// What to do when a removal leaves a branch one child that is not known: take it for a branch,
  /// or throw.
  let assumesMissingSiblingsAreBranches: Bool
  /// Whether a node may stand in several places, as in a witness.
  private let sharesNodes: Bool

  /// The trie under `root`, whose nodes lie in `slabs`.
  init(
    root: TrieNode? = nil, slabs: [NodeSlab] = [], assumesMissingSiblingsAreBranches: Bool = false,
    sharesNodes: Bool = false
  ) {
    self.init(
      root: root, memory: NodeMemory(slabs: slabs),
      assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches,
      sharesNodes: sharesNodes)
  }

  private init(
    root: TrieNode?, memory: NodeMemory, assumesMissingSiblingsAreBranches: Bool, sharesNodes: Bool
  ) {
    self.root = root
    self.memory = memory
    self.assumesMissingSiblingsAreBranches = assumesMissingSiblingsAreBranches
    self.sharesNodes = sharesNodes
  }

  /// The version that an update made: its nodes lie in `slabs` and in this version's memory.
  func successor(root: TrieNode?, slabs: [NodeSlab]) -> NodeTree {
    NodeTree(
      root: root, memory: NodeMemory(slabs: slabs, origin: memory),
      assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches,
      sharesNodes: sharesNodes)
  }

  /// The bytes that the version keeps alive.
  var byteCount: Int { memory.byteCount }

  /// Moves the nodes together once what updates replaced takes more memory than they do.
  ///
  /// - Complexity: O(1), or O(*n*) for a trie of *n* nodes after so many were replaced.
  mutating func reclaim() {
    guard memory.byteCount > 2 * memory.compactByteCount + Self.tolerance else { return }
    var mover = NodeMover(sharesNodes: sharesNodes)
    let root = mover.move(root)
    self = NodeTree(
      root: root, slabs: mover.slabs,
      assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches,
      sharesNodes: sharesNodes)
  }
}

/// Copies nodes into memory of their own.
private struct NodeMover: ~Copyable {
  private var memory = NodeAllocator()
  /// Where nodes went that may stand in several places: a small witness can stand for a huge tree.
  private var moved: [TrieNode: TrieNode]?

  init(sharesNodes: Bool) {
    moved = sharesNodes ? [:] : nil
  }

  var slabs: [NodeSlab] { memory.slabs }

  mutating func move(_ node: TrieNode?) -> TrieNode? {
    node.map { move($0) }
  }

  private mutating func move(_ node: TrieNode) -> TrieNode {
    if let known = moved?[node] { return known }
    let copy: TrieNode
    switch node.content {
    case .leaf(let leaf):
      var content = leaf.pointee
      content.value = move(content.value)
      content.subtrie = move(content.subtrie)
      copy = TrieNode(memory.place(content))
    case .extension(let stretch):
      var content = stretch.pointee
      content.child = move(content.child)
      copy = TrieNode(memory.place(content))
    case .branch(let branch):
      var content = branch.pointee
      for nibble in 0..<16 {
        content.slots.set(nibble, to: move(content.slots[nibble]))
      }
      content.slots.unhashed = 0
      content.slots.value = content.slots.value.map { move($0) }
      copy = TrieNode(memory.place(content))
    case .unresolved(let node):
      copy = TrieNode(memory.place(node.pointee))
    }
    moved?[node] = copy
    return copy
  }

  private mutating func move(_ value: NodeValue) -> NodeValue {
    memory.place(value.bytes)
  }
}
