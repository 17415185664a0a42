import EthereumTypes

/// Gives new nodes their references: encodes those of one height together, whose children have
/// theirs, and hashes the encodings at once, because vectors hash several for the price of one.
struct NodeHasher: ~Copyable {
  /// Nodes hashed at a time: many for each height, few enough to be in the cache still.
  private static let capacity = 1_024

  /// Nodes to hash, by height above nodes that have a reference.
  private var levels: [[TrieNode]] = []
  private var count = 0
  /// The encodings of one level, one after the other.
  private var buffer = EncodingBuffer()

  /// Takes a new node, whose children have references or were taken before it.
  mutating func add(_ node: TrieNode, height: Int) {
    while levels.count <= height { levels.append([]) }
    levels[height].append(node)
    count += 1
    if count == Self.capacity { hashAll() }
  }

  /// Gives every node that was taken its reference.
  mutating func hashAll() {
    for height in levels.indices {
      hash(levels[height])
      levels[height].removeAll(keepingCapacity: true)
    }
    count = 0
  }

  private mutating func hash(_ nodes: [TrieNode]) {
    buffer.removeAll()
    for node in nodes {
      switch node {
      case .leaf(let node): buffer.append(node)
      case .extension(let node): buffer.append(node)
      case .branch(let node): buffer.append(node)
      case .unresolved: preconditionFailure("an unresolved node has its reference")
      }
    }
    for (node, reference) in zip(nodes, buffer.references) { node.assign(reference) }
  }
}
