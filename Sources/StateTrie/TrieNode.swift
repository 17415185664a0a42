import EthereumTypes

/// A node of a Merkle-Patricia trie, shared by every version of the trie that has it.
///
/// Node classes are unchecked Sendable under one invariant: all their properties but `reference`
/// are constant, and `reference` is assigned once, by the `NodeHasher` of the writer that created
/// the node, before the update returns a trie that holds it. From then on threads only read it.
enum TrieNode: Sendable {
  case leaf(LeafNode)
  case `extension`(ExtensionNode)
  case branch(BranchNode)
  case unresolved(UnresolvedNode)

  /// How the node's parent refers to it.
  var reference: NodeReference {
    switch self {
    case .leaf(let node): node.reference
    case .extension(let node): node.reference
    case .branch(let node): node.reference
    case .unresolved(let node): node.reference
    }
  }

  /// Gives a new node its reference.
  func assign(_ reference: NodeReference) {
    switch self {
    case .leaf(let node): node.reference = reference
    case .extension(let node): node.reference = reference
    case .branch(let node): node.reference = reference
    case .unresolved: preconditionFailure("an unresolved node has its reference")
    }
  }

  /// Whether the two are one object.
  static func === (lhs: TrieNode, rhs: TrieNode) -> Bool {
    switch (lhs, rhs) {
    case (.leaf(let a), .leaf(let b)): a === b
    case (.extension(let a), .extension(let b)): a === b
    case (.branch(let a), .branch(let b)): a === b
    case (.unresolved(let a), .unresolved(let b)): a === b
    default: false
    }
  }
}

extension TrieNode? {
  /// The root hash of the trie under this node.
  var rootHash: Hash32 { self?.reference.rootHash ?? .emptyTrieRoot }

  /// Whether the two are one object, or both empty.
  static func === (lhs: TrieNode?, rhs: TrieNode?) -> Bool {
    guard let lhs, let rhs else { return lhs == nil && rhs == nil }
    return lhs === rhs
  }
}

/// The end of a path, with the value of its key.
final class LeafNode: @unchecked Sendable {
  /// The rest of the key.
  let path: NibblePath
  /// What the key maps to; never empty.
  let value: [UInt8]
  /// The root of the trie whose root hash `value` holds: an account's storage.
  let subtrie: TrieNode?
  /// See ``TrieNode``.
  fileprivate(set) var reference: NodeReference

  init(
    path: NibblePath, value: [UInt8], subtrie: TrieNode? = nil,
    reference: NodeReference = .unassigned(height: 0)
  ) {
    self.path = path
    self.value = value
    self.subtrie = subtrie
    self.reference = reference
  }
}

/// A stretch of path that all keys below have in common.
final class ExtensionNode: @unchecked Sendable {
  /// The stretch; never empty.
  let path: NibblePath
  /// A branch, or an unresolved node that is one.
  let child: TrieNode
  /// See ``TrieNode``.
  fileprivate(set) var reference: NodeReference

  init(path: NibblePath, child: TrieNode, reference: NodeReference) {
    self.path = path
    self.child = child
    self.reference = reference
  }
}

/// A place where paths part, or where one ends and others go on.
final class BranchNode: @unchecked Sendable {
  private let children: InlineArray<16, TrieNode?>
  /// The value of the key that ends here, which hashed keys never do.
  let value: [UInt8]?
  /// See ``TrieNode``.
  fileprivate(set) var reference: NodeReference

  init(slots: BranchSlots, reference: NodeReference) {
    self.children = slots.children
    self.value = slots.value
    self.reference = reference
  }

  /// What the branch leads to.
  var slots: BranchSlots { BranchSlots(children: children, value: value) }

  /// The node under `nibble`.
  func child(at nibble: Int) -> TrieNode? { children[nibble] }
}

/// A node of which only the hash is known.
final class UnresolvedNode: Sendable {
  /// The node's hash.
  let hash: Hash32

  init(hash: Hash32) {
    self.hash = hash
  }

  /// How the node's parent refers to it.
  var reference: NodeReference { NodeReference(hash: hash) }
}

/// The content of a branch.
struct BranchSlots: Sendable {
  /// The nodes under each nibble.
  var children = InlineArray<16, TrieNode?>(repeating: nil)
  /// The value of the key that ends here, which hashed keys never do.
  var value: [UInt8]?

  /// The number of children, and the nibble of the last.
  var occupancy: (count: Int, last: Int) {
    var count = 0
    var last = 0
    for nibble in 0..<16 where children[nibble] != nil {
      count += 1
      last = nibble
    }
    return (count, last)
  }
}
