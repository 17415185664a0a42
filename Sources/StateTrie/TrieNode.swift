import EthereumTypes

/// A node of a Merkle-Patricia trie: a pointer, shared by every version of the trie that has the
/// node. It is good as long as a version's ``NodeTree`` lives.
///
/// Unchecked Sendable under one invariant: a node is written only by the update that made it, on
/// one thread at a time, before a trie that holds it is handed out. From then on threads only
/// read it.
struct TrieNode: Hashable, @unchecked Sendable {
  /// What the pointer leads to.
  enum Content {
    case leaf(UnsafeMutablePointer<LeafNode>)
    case `extension`(UnsafeMutablePointer<ExtensionNode>)
    case branch(UnsafeMutablePointer<BranchNode>)
    case unresolved(UnsafeMutablePointer<UnresolvedNode>)
  }

  private enum Tag {
    static let leaf = 0
    static let `extension` = 1
    static let branch = 2
    static let unresolved = 3
    static let mask = 3
  }

  /// The address, with the tag in its lowest bits, which alignment leaves free.
  private let tagged: UnsafeMutableRawPointer

  init(_ node: UnsafeMutablePointer<LeafNode>) {
    tagged = UnsafeMutableRawPointer(node) + Tag.leaf
  }

  init(_ node: UnsafeMutablePointer<ExtensionNode>) {
    tagged = UnsafeMutableRawPointer(node) + Tag.extension
  }

  init(_ node: UnsafeMutablePointer<BranchNode>) {
    tagged = UnsafeMutableRawPointer(node) + Tag.branch
  }

  init(_ node: UnsafeMutablePointer<UnresolvedNode>) {
    tagged = UnsafeMutableRawPointer(node) + Tag.unresolved
  }

  private var tag: Int { Int(bitPattern: tagged) & Tag.mask }
  private var address: UnsafeMutableRawPointer { tagged - tag }

  var content: Content {
    let address = address
    return switch tag {
    case Tag.leaf: .leaf(address.assumingMemoryBound(to: LeafNode.self))
    case Tag.extension: .extension(address.assumingMemoryBound(to: ExtensionNode.self))
    case Tag.branch: .branch(address.assumingMemoryBound(to: BranchNode.self))
    default: .unresolved(address.assumingMemoryBound(to: UnresolvedNode.self))
    }
  }

  /// How the node's parent refers to it.
  var reference: NodeReference {
    get {
      switch content {
      case .leaf(let node): node.pointee.reference
      case .extension(let node): node.pointee.reference
      case .branch(let node): node.pointee.reference
      case .unresolved(let node): node.pointee.reference
      }
    }
    nonmutating set {
      switch content {
      case .leaf(let node): node.pointee.reference = newValue
      case .extension(let node): node.pointee.reference = newValue
      case .branch(let node): node.pointee.reference = newValue
      case .unresolved: preconditionFailure("an unresolved node has its reference")
      }
    }
  }
}

extension TrieNode? {
  /// The root hash of the trie under this node.
  var rootHash: Hash32 { self?.reference.rootHash ?? .emptyTrieRoot }
}

/// The end of a path, with the value of its key.
struct LeafNode: BitwiseCopyable {
  /// Unassigned until the node is hashed.
  var reference = NodeReference.unassigned
  /// The rest of the key.
  var path: NibblePath
  /// What the key maps to; never empty.
  var value: NodeValue
  /// The root of the trie whose root hash `value` holds: an account's storage.
  var subtrie: TrieNode?
}

/// A stretch of path that all keys below have in common.
struct ExtensionNode: BitwiseCopyable {
  /// Unassigned until the node is hashed.
  var reference = NodeReference.unassigned
  /// The stretch; never empty.
  var path: NibblePath
  /// A branch, or an unresolved node that is one.
  var child: TrieNode
}

/// A place where paths part, or where one ends and others go on.
struct BranchNode: BitwiseCopyable {
  /// Unassigned until the node is hashed, and again when its update changes it once more.
  var reference = NodeReference.unassigned
  var slots: BranchSlots
  /// The update that made the node and, alone, may change it.
  var update: UpdateStamp
}

/// A node of which only the hash is known.
struct UnresolvedNode: BitwiseCopyable {
  /// The node's hash.
  let hash: Hash32

  /// How the node's parent refers to it.
  var reference: NodeReference { NodeReference(hash: hash) }
}

/// What a branch leads to.
struct BranchSlots: BitwiseCopyable, Sendable {
  private var children = InlineArray<16, TrieNode?>(repeating: nil)
  /// The value of the key that ends here, which hashed keys never do.
  var value: NodeValue?
  /// A bit for each nibble with a child.
  private(set) var occupied: UInt16 = 0
  /// A bit for each child that may be without a reference.
  var unhashed: UInt16 = 0

  /// The node under `nibble`.
  subscript(nibble: Int) -> TrieNode? { children[nibble] }

  /// Puts `child`, which may be without a reference, under `nibble`.
  mutating func set(_ nibble: Int, to child: TrieNode?) {
    let bit = 1 &<< UInt16(truncatingIfNeeded: nibble)
    children[nibble] = child
    occupied = child == nil ? occupied & ~bit : occupied | bit
    unhashed |= bit
  }

  /// The number of children.
  var childCount: Int { occupied.nonzeroBitCount }
}

/// The bytes that a key maps to, in the memory of the node; written once, like ``TrieNode``.
struct NodeValue: BitwiseCopyable, @unchecked Sendable {
  let start: UnsafeRawPointer
  let count: Int

  var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
  var bytes: [UInt8] { [UInt8](buffer) }

  static func == (a: NodeValue, b: NodeValue) -> Bool {
    a.count == b.count && a.buffer.elementsEqual(b.buffer)
  }
}
