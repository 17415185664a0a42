import EthereumTypes

/// A Merkle-Patricia trie written down as the Yellow Paper has it (appendix D), to test against: a
/// part of it may be known only, by the encodings of nodes.
struct NaiveTrie: Sendable {
  private indirect enum Node: Sendable {
    case empty
    case leaf([UInt8], value: [UInt8])
    case stretch([UInt8], Node)
    case branch([Node])
    /// A node that is encoded, and may not be known.
    case encoded(Hash32)
  }

  /// The nodes of this trie and of others, by hash.
  private(set) var nodes: [Hash32: [UInt8]]
  private var root: Node

  init(root: Hash32 = .emptyTrieRoot, nodes: [Hash32: [UInt8]] = [:]) {
    self.nodes = nodes
    self.root = root == .emptyTrieRoot ? .empty : .encoded(root)
  }

  var rootHash: Hash32 {
    switch root {
    case .empty: .emptyTrieRoot
    case .encoded(let hash): hash
    default: keccak256(encoding(of: root))
    }
  }

  /// Inserts values and removes keys that have none, in this order; then every node is encoded.
  mutating func update(_ changes: [(key: Hash32, value: [UInt8]?)]) {
    for change in changes {
      if let value = change.value { root = set(root, Self.nibbles(change.key), value) }
    }
    for change in changes where change.value == nil {
      root = removed(root, Self.nibbles(change.key))
    }
    switch root {
    case .empty, .encoded: return
    case .leaf, .stretch, .branch:
      noteEncoding(root)
      root = .encoded(keccak256(encoding(of: root)))
    }
  }

  func value(of key: Hash32) -> [UInt8]? { walk(key).value }

  /// The encodings of the nodes on the way to a key, as far as they are known, without those that
  /// others embed.
  func proof(of key: Hash32) -> [[UInt8]] { walk(key).path }

  private func walk(_ key: Hash32) -> (path: [[UInt8]], value: [UInt8]?) {
    var path: [[UInt8]] = []
    var (node, rest) = (root, Self.nibbles(key)[...])
    while true {
      if case .encoded(let hash) = node, let encoding = nodes[hash] { path.append(encoding) }
      switch loaded(node) {
      case .empty, .encoded: return (path, nil)
      case .leaf(let end, let value): return (path, end == Array(rest) ? value : nil)
      case .stretch(let stem, let child):
        guard rest.starts(with: stem) else { return (path, nil) }
        rest = rest.dropFirst(stem.count)
        node = child
      case .branch(let children):
        node = children[Int(rest.removeFirst())]
      }
    }
  }

  private func set(_ node: Node, _ path: [UInt8], _ value: [UInt8]) -> Node {
    func fork(_ other: [UInt8], _ rest: ([UInt8]) -> Node) -> Node {
      let common = zip(path, other).prefix { $0 == $1 }.count
      var children = [Node](repeating: .empty, count: 16)
      children[Int(other[common])] = rest(Array(other.dropFirst(common + 1)))
      children[Int(path[common])] = .leaf(Array(path.dropFirst(common + 1)), value: value)
      return prefixed(Array(path.prefix(common)), .branch(children))
    }
    switch loaded(node) {
    case .empty: return .leaf(path, value: value)
    case .leaf(let own, let old):
      return own == path ? .leaf(path, value: value) : fork(own) { .leaf($0, value: old) }
    case .stretch(let stem, let child):
      guard path.starts(with: stem) else { return fork(stem) { prefixed($0, child) } }
      return .stretch(stem, set(child, Array(path.dropFirst(stem.count)), value))
    case .branch(var children):
      let nibble = Int(path[0])
      children[nibble] = set(children[nibble], Array(path.dropFirst()), value)
      return .branch(children)
    case .encoded(let hash): preconditionFailure("node \(hash) is not known")
    }
  }

  private func removed(_ node: Node, _ path: [UInt8]) -> Node {
    switch loaded(node) {
    case .empty: return .empty
    case .leaf(let own, _): return own == path ? .empty : node
    case .stretch(let stem, let child):
      guard path.starts(with: stem) else { return node }
      return prefixed(stem, removed(child, Array(path.dropFirst(stem.count))))
    case .branch(var children):
      let nibble = Int(path[0])
      children[nibble] = removed(children[nibble], Array(path.dropFirst()))
      let left = children.indices.filter { if case .empty = children[$0] { false } else { true } }
      guard left.count == 1 else { return .branch(children) }
      return prefixed([UInt8(left[0])], children[left[0]])
    case .encoded(let hash): preconditionFailure("node \(hash) is not known")
    }
  }

  /// A node under a path; one that is not known is taken for a branch.
  private func prefixed(_ path: [UInt8], _ node: Node) -> Node {
    if path.isEmpty { return node }
    switch loaded(node) {
    case .empty: return .empty
    case .leaf(let end, let value): return .leaf(path + end, value: value)
    case .stretch(let stem, let child): return .stretch(path + stem, child)
    case .branch, .encoded: return .stretch(path, node)
    }
  }

  // MARK: Encoding

  private mutating func note(_ node: Node) {
    switch node {
    case .empty, .leaf, .encoded: break
    case .stretch(_, let child): noteEncoding(child)
    case .branch(let children): for child in children { noteEncoding(child) }
    }
  }

  private mutating func noteEncoding(_ node: Node) {
    if case .encoded = node { return }
    note(node)
    let encoding = encoding(of: node)
    nodes[keccak256(encoding)] = encoding
  }

  private func encoding(of node: Node) -> [UInt8] {
    var encoder = RLPEncoder()
    switch node {
    case .empty: encoder.encode(bytes: [UInt8]())
    case .leaf(let end, let value):
      encoder.list { list in
        list.encode(bytes: Self.compact(end, isLeaf: true))
        list.encode(bytes: value)
      }
    case .stretch(let stem, let child):
      encoder.list { list in
        list.encode(bytes: Self.compact(stem, isLeaf: false))
        list.append(encoded: reference(to: child))
      }
    case .branch(let children):
      encoder.list { list in
        for child in children { list.append(encoded: reference(to: child)) }
        list.encode(bytes: [UInt8]())
      }
    case .encoded(let hash): preconditionFailure("node \(hash) is encoded already")
    }
    return encoder.result
  }

  private func reference(to node: Node) -> [UInt8] {
    var encoder = RLPEncoder()
    switch node {
    case .empty: return [0x80]
    case .encoded(let hash): encoder.encode(hash: hash)
    default:
      let encoding = encoding(of: node)
      if encoding.count < 32 { return encoding }
      encoder.encode(hash: keccak256(encoding))
    }
    return encoder.result
  }

  private static func compact(_ path: [UInt8], isLeaf: Bool) -> [UInt8] {
    let isOdd = path.count % 2 == 1
    let flags: [UInt8] = [(isLeaf ? 2 : 0) + (isOdd ? 1 : 0)] + (isOdd ? [] : [0])
    let digits = flags + path
    return (0..<digits.count / 2).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
  }

  static func nibbles(_ key: Hash32) -> [UInt8] {
    key.word.bigEndianBytes.flatMap { [$0 >> 4, $0 & 15] }
  }

  // MARK: Decoding

  /// The node itself, where it is known.
  private func loaded(_ node: Node) -> Node {
    guard case .encoded(let hash) = node, let encoding = nodes[hash] else { return node }
    do {
      return try Self.decode(encoding[...])
    } catch {
      preconditionFailure("node \(hash): \(error)")
    }
  }

  private static func decode(_ encoding: ArraySlice<UInt8>) throws(RLPError) -> Node {
    var decoder = RLPDecoder(encoding)
    var list = try decoder.readList()
    var items: [ArraySlice<UInt8>] = []
    while !list.isAtEnd { items.append(try list.readEncodedItem()) }
    guard items.count == 2 else {
      return .branch(try items.dropLast().map(child))
    }
    var first = RLPDecoder(items[0])
    let digits = try first.readBytes().flatMap { [$0 >> 4, $0 & 15] }
    let path = Array(digits.dropFirst(digits[0] & 1 == 1 ? 1 : 2))
    guard digits[0] & 2 != 0 else { return .stretch(path, try child(items[1])) }
    var second = RLPDecoder(items[1])
    return .leaf(path, value: try second.readBytes())
  }

  private static func child(_ item: ArraySlice<UInt8>) throws(RLPError) -> Node {
    var decoder = RLPDecoder(item)
    if decoder.peekIsList { return try decode(item) }
    return item.count == 1 ? .empty : .encoded(try decoder.readHash32())
  }
}
