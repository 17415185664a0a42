import EthereumTypes

/// One change to a trie.
struct TrieEdit: Sendable {
  /// The key.
  let key: NibblePath
  /// The key's new value, never empty; nil removes the key.
  let value: [UInt8]?
  /// The root of the trie whose root hash `value` holds.
  let subtrie: TrieNode?

  init(key: NibblePath, value: [UInt8]?, subtrie: TrieNode? = nil) {
    precondition(value?.isEmpty != true, "a trie maps no key to the empty string")
    self.key = key
    self.value = value
    self.subtrie = subtrie
  }
}

/// Makes new versions of tries: applies sorted edits in one descent, sharing every node that does
/// not change, and hashes the nodes that are new.
///
/// A branch is looked at again only when all edits below it are done. So an insertion beside a
/// removal keeps a branch a branch, as if insertions came first and removals last, which asks a
/// witness for the fewest nodes.
struct TrieWriter: ~Copyable {
  /// Whether a removal's last sibling, if unresolved, is taken for a branch instead of failing.
  private let assumesMissingSiblingsAreBranches: Bool
  private var edits = UnsafeBufferPointer<TrieEdit>(start: nil, count: 0)
  private var hasher = NodeHasher()

  init(assumesMissingSiblingsAreBranches: Bool = false) {
    self.assumesMissingSiblingsAreBranches = assumesMissingSiblingsAreBranches
  }

  /// The trie under `root` with `edits` applied, whose keys must ascend strictly.
  ///
  /// The new nodes have references only after ``hashNewNodes()``.
  mutating func update(
    _ root: TrieNode?, with edits: [TrieEdit]
  ) throws(TrieError) -> TrieNode? {
    for position in edits.indices.dropFirst() {
      precondition(edits[position - 1].key < edits[position].key, "a trie's edits must ascend")
    }
    return try edits.withUnsafeBufferPointer { buffer throws(TrieError) in
      self.edits = buffer
      defer { self.edits = UnsafeBufferPointer(start: nil, count: 0) }
      return try apply(0..<buffer.count, to: root, depth: 0)
    }
  }

  /// A trie of the insertions among `edits`, whose keys must ascend strictly.
  mutating func build(_ edits: [TrieEdit]) -> TrieNode? {
    do throws(TrieError) {
      return try update(nil, with: edits)
    } catch {
      preconditionFailure("a trie from nothing has no unresolved node: \(error)")
    }
  }

  /// Gives every new node its reference.
  mutating func hashNewNodes() {
    hasher.hashAll()
  }

  private mutating func newLeaf(
    _ path: NibblePath, _ value: [UInt8], _ subtrie: TrieNode?
  ) -> TrieNode {
    let node = TrieNode.leaf(LeafNode(path: path, value: value, subtrie: subtrie))
    hasher.add(node, height: 0)
    return node
  }

  private mutating func newExtension(_ path: NibblePath, _ child: TrieNode) -> TrieNode {
    let height = child.reference.heightOfParent
    let node = TrieNode.extension(
      ExtensionNode(path: path, child: child, reference: .unassigned(height: height)))
    hasher.add(node, height: height)
    return node
  }

  private mutating func newBranch(_ slots: consuming BranchSlots) -> TrieNode {
    var height = 0
    for nibble in 0..<16 {
      if let child = slots.children[nibble] {
        height = max(height, child.reference.heightOfParent)
      }
    }
    let node = TrieNode.branch(
      BranchNode(slots: slots, reference: .unassigned(height: height)))
    hasher.add(node, height: height)
    return node
  }
}

extension TrieWriter {
  /// `node`, which stands at `depth`, with the edits of `range`, which all lead to it.
  private mutating func apply(
    _ range: Range<Int>, to node: TrieNode?, depth: Int
  ) throws(TrieError) -> TrieNode? {
    if range.isEmpty { return node }
    switch node {
    case nil:
      return try build(range, depth: depth)
    case .leaf(let leaf):
      return try apply(range, to: leaf, depth: depth)
    case .extension(let node):
      return try apply(range, to: node, depth: depth)
    case .branch(let branch):
      var slots = branch.slots
      guard try apply(range, to: &slots, depth: depth) else { return .branch(branch) }
      return try collapsed(slots, at: edits[range.lowerBound].key.prefix(depth))
    case .unresolved(let node):
      throw TrieError(
        .missingNode, path: edits[range.lowerBound].key.prefix(depth), hash: node.hash)
    }
  }

  /// A trie of the insertions in `range` alone.
  private mutating func build(_ range: Range<Int>, depth: Int) throws(TrieError) -> TrieNode? {
    let key = edits[range.lowerBound].key
    if range.count == 1 {
      return edits[range.lowerBound].value.map { _ in leaf(of: range.lowerBound, depth: depth) }
    }
    // The keys ascend, so what the first and the last have in common, all have.
    let fork = key.commonPrefixCount(with: edits[range.upperBound - 1].key)
    var slots = BranchSlots()
    _ = try apply(range, to: &slots, depth: fork)
    let stem = key.prefix(fork)
    return prefixed(stem.dropFirst(depth), try collapsed(slots, at: stem))
  }

  private mutating func apply(
    _ range: Range<Int>, to leaf: LeafNode, depth: Int
  ) throws(TrieError) -> TrieNode? {
    let own = edits[range.lowerBound].key.prefix(depth).appending(leaf.path)
    let hit = range.first { edits[$0].key == own }
    if !hasInsertion(range) { return hit == nil ? .leaf(leaf) : nil }
    if range.count == 1, let hit {
      let isSame = edits[hit].value == leaf.value && edits[hit].subtrie === leaf.subtrie
      return isSame ? .leaf(leaf) : self.leaf(of: hit, depth: depth)
    }
    var slots = BranchSlots()
    let fork = forkDepth(range, with: own)
    // An edit of the leaf's own key replaces it below.
    if hit == nil {
      if own.count == fork {
        slots.value = leaf.value
      } else {
        slots.children[own[fork]] = newLeaf(
          own.dropFirst(fork + 1), leaf.value, leaf.subtrie)
      }
    }
    _ = try apply(range, to: &slots, depth: fork)
    let stem = own.prefix(fork)
    return prefixed(stem.dropFirst(depth), try collapsed(slots, at: stem))
  }

  private mutating func apply(
    _ range: Range<Int>, to node: ExtensionNode, depth: Int
  ) throws(TrieError) -> TrieNode? {
    let stem = edits[range.lowerBound].key.prefix(depth).appending(node.path)
    let inside = subrange(of: range, under: stem)
    let partsHere =
      hasInsertion(range.lowerBound..<inside.lowerBound)
      || hasInsertion(inside.upperBound..<range.upperBound)
    // Removals outside are of keys that are not there, and must not take the extension apart:
    // its child may be unresolved.
    if !partsHere {
      let child = try apply(inside, to: node.child, depth: stem.count)
      return child === node.child ? .extension(node) : prefixed(node.path, child)
    }
    let fork = forkDepth(range, with: stem)
    var slots = BranchSlots()
    slots.children[stem[fork]] = prefixed(stem.dropFirst(fork + 1), node.child)
    _ = try apply(range, to: &slots, depth: fork)
    return prefixed(
      stem.prefix(fork).dropFirst(depth), try collapsed(slots, at: stem.prefix(fork)))
  }

  /// Applies the edits of `range` to the slots of a branch at `depth`; false if nothing changed.
  private mutating func apply(
    _ range: Range<Int>, to slots: inout BranchSlots, depth: Int
  ) throws(TrieError) -> Bool {
    var position = range.lowerBound
    var hasChanged = false
    if edits[position].key.count == depth {
      hasChanged = slots.value != edits[position].value
      slots.value = edits[position].value
      position += 1
    }
    while position < range.upperBound {
      let nibble = edits[position].key[depth]
      var end = position + 1
      while end < range.upperBound, edits[end].key[depth] == nibble { end += 1 }
      let child = try apply(position..<end, to: slots.children[nibble], depth: depth + 1)
      if !(child === slots.children[nibble]) {
        slots.children[nibble] = child
        hasChanged = true
      }
      position = end
    }
    return hasChanged
  }

  /// The node for `slots` at `path`: a branch only if paths still part there.
  private mutating func collapsed(
    _ slots: consuming BranchSlots, at path: NibblePath
  ) throws(TrieError) -> TrieNode? {
    let (count, last) = slots.occupancy
    if let value = slots.value {
      return count > 0 ? newBranch(slots) : newLeaf(NibblePath(), value, nil)
    }
    guard count == 1 else {
      return count == 0 ? nil : newBranch(slots)
    }
    let child = slots.children[last]
    if case .unresolved(let node)? = child, !assumesMissingSiblingsAreBranches {
      // Whether the child keeps its node or merges with this one depends on what it is.
      throw TrieError(
        .missingNode, path: path.appending(NibblePath(nibble: last)), hash: node.hash)
    }
    return prefixed(NibblePath(nibble: last), child)
  }

  /// `node` under `path`.
  private mutating func prefixed(_ path: NibblePath, _ node: TrieNode?) -> TrieNode? {
    guard path.count > 0 else { return node }
    switch node {
    case nil:
      return nil
    case .leaf(let leaf):
      return newLeaf(path.appending(leaf.path), leaf.value, leaf.subtrie)
    case .extension(let node):
      return newExtension(path.appending(node.path), node.child)
    case .branch(let branch):
      return newExtension(path, .branch(branch))
    case .unresolved(let node):
      return newExtension(path, .unresolved(node))
    }
  }

  /// The leaf that the insertion at `position` makes at `depth`.
  private mutating func leaf(of position: Int, depth: Int) -> TrieNode {
    let edit = edits[position]
    return newLeaf(edit.key.dropFirst(depth), edit.value ?? [], edit.subtrie)
  }

  private func hasInsertion(_ range: Range<Int>) -> Bool {
    range.contains { edits[$0].value != nil }
  }

  /// Where the edits of `range` and `path` first part.
  private func forkDepth(_ range: Range<Int>, with path: NibblePath) -> Int {
    min(
      path.commonPrefixCount(with: edits[range.lowerBound].key),
      path.commonPrefixCount(with: edits[range.upperBound - 1].key))
  }

  /// The edits of `range` whose keys begin with `stem`.
  private func subrange(of range: Range<Int>, under stem: NibblePath) -> Range<Int> {
    func isInside(_ position: Int) -> Bool {
      stem.commonPrefixCount(with: edits[position].key) == stem.count
    }
    guard let first = range.first(where: isInside) else {
      return range.lowerBound..<range.lowerBound
    }
    return first..<(range.last(where: isInside) ?? first) + 1
  }
}
