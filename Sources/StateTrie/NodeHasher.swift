import EthereumTypes

/// Gives nodes their references: encodes those of one height together, whose children have
/// theirs, and hashes the encodings at once, because vectors hash several for the price of one.
struct NodeHasher: ~Copyable {
  /// Nodes hashed at a time: many for each height, few enough to be in the cache still.
  private static let capacity = 1_024

  private let cancellation: TrieCancellation?
  /// Nodes to hash, by height above nodes that have a reference.
  private var levels: [[TrieNode]] = []
  private var count = 0
  /// The encodings of one level, one after the other.
  private var buffer = EncodingBuffer()

  init(cancellation: TrieCancellation? = nil) {
    self.cancellation = cancellation
  }

  /// Takes the nodes without a reference of the trie under `root`.
  ///
  /// - Parameter levels: How many levels of branches at the top are left without a reference.
  mutating func add(_ root: TrieNode?, sparing levels: Int = 0) {
    guard let root else { return }
    guard levels > 0, case .branch(let branch) = root.content else {
      _ = collect(root)
      return
    }
    let slots = branch.pointee.slots
    for nibble in 0..<16 where slots.unhashed &>> UInt16(nibble) & 1 != 0 {
      add(slots[nibble], sparing: levels - 1)
    }
  }

  /// Gives every node that was taken its reference, unless the update is cancelled.
  mutating func hashAll() {
    for height in levels.indices {
      if cancellation?.isCancelled != true { hash(levels[height]) }
      levels[height].removeAll(keepingCapacity: true)
    }
    count = 0
  }

  /// Takes `node` if it has no reference, and those below it before.
  ///
  /// - Returns: Its height above nodes that have a reference; 0 if it has one.
  private mutating func collect(_ node: TrieNode) -> Int {
    guard !node.reference.isAssigned else { return 0 }
    var height = 0
    switch node.content {
    case .leaf, .unresolved: break
    case .extension(let stretch): height = collect(stretch.pointee.child)
    case .branch(let branch):
      var unhashed = branch.pointee.slots.unhashed
      branch.pointee.slots.unhashed = 0
      while unhashed != 0 {
        let nibble = unhashed.trailingZeroBitCount
        unhashed &= unhashed &- 1
        if let child = branch.pointee.slots[nibble] {
          height = max(height, collect(child))
        }
      }
    }
    take(node, height: height)
    return height + 1
  }

  private mutating func take(_ node: TrieNode, height: Int) {
    while levels.count <= height { levels.append([]) }
    levels[height].append(node)
    count += 1
    // Those below a node were taken before it, so they are hashed with it or were before.
    if count == Self.capacity { hashAll() }
  }

  private mutating func hash(_ nodes: [TrieNode]) {
    buffer.removeAll()
    for node in nodes { buffer.append(node) }
    buffer.assignReferences(to: nodes)
  }
}
