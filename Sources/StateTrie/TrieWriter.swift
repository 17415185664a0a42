import EthereumTypes

/// Makes new versions of tries: applies sorted edits in one descent, sharing every node that does
/// not change, and hashes the nodes that are new.
///
/// Branches that the same update made before are changed in place. A branch is looked at again
/// only when all edits below it are done. So an insertion beside a removal keeps a branch a
/// branch, as if insertions came first and removals last, which asks a witness for the fewest
/// nodes.
struct TrieWriter: ~Copyable {
  /// Whether a removal's last sibling, if unresolved, is taken for a branch instead of failing.
  private let assumesMissingSiblingsAreBranches: Bool
  private let stamp: UpdateStamp
  private var edits = UnsafeBufferPointer<TrieEdit>(start: nil, count: 0)
  private var hasher: NodeHasher
  /// Where new nodes and their values lie.
  var memory = NodeAllocator()

  init(
    assumesMissingSiblingsAreBranches: Bool = false, stamp: UpdateStamp = .next(),
    cancellation: TrieCancellation? = nil
  ) {
    self.assumesMissingSiblingsAreBranches = assumesMissingSiblingsAreBranches
    self.stamp = stamp
    hasher = NodeHasher(cancellation: cancellation)
  }

  /// The node `root`, which stands at `depth`, with `edits` applied, whose keys must ascend
  /// strictly and lead to it.
  ///
  /// The new nodes have references only after they were hashed.
  mutating func update(
    _ root: TrieNode?, with edits: [TrieEdit], depth: Int = 0
  ) throws(TrieError) -> TrieNode? {
    for position in edits.indices.dropFirst() {
      precondition(edits[position - 1].key < edits[position].key, "a trie's edits must ascend")
    }
    return try edits.withUnsafeBufferPointer { buffer throws(TrieError) in
      self.edits = buffer
      defer { self.edits = UnsafeBufferPointer(start: nil, count: 0) }
      return try apply(0..<buffer.count, to: root, depth: depth)
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

  /// The trie whose root node is the branch of `slots`, or what is left of it.
  mutating func root(_ slots: consuming BranchSlots) throws(TrieError) -> TrieNode? {
    try collapsed(slots, at: NibblePath())
  }

  /// Gives the new nodes of the trie under `root` their references.
  ///
  /// - Parameter levels: How many levels of branches at the top are left without one.
  mutating func hash(_ root: TrieNode?, sparing levels: Int = 0) {
    hasher.add(root, sparing: levels)
    hasher.hashAll()
  }

  /// Gives the new nodes of the tries under `roots` their references.
  mutating func hash(_ roots: some Sequence<TrieNode?>) {
    for root in roots { hasher.add(root) }
    hasher.hashAll()
  }

  private mutating func newLeaf(
    _ path: NibblePath, _ value: NodeValue, _ subtrie: TrieNode?
  ) -> TrieNode {
    TrieNode(memory.place(LeafNode(path: path, value: value, subtrie: subtrie)))
  }

  private mutating func newExtension(_ path: NibblePath, _ child: TrieNode) -> TrieNode {
    TrieNode(memory.place(ExtensionNode(path: path, child: child)))
  }

  /// A branch of `slots`, in the place of `branch` if this update made that.
  private mutating func newBranch(
    _ slots: BranchSlots, replacing branch: UnsafeMutablePointer<BranchNode>?
  ) -> TrieNode {
    let content = BranchNode(slots: slots, update: stamp)
    if let branch, branch.pointee.update == stamp {
      branch.pointee = content
      return TrieNode(branch)
    }
    return TrieNode(memory.place(content))
  }
}

extension TrieWriter {
  /// `node`, which stands at `depth`, with the edits of `range`, which all lead to it.
  private mutating func apply(
    _ range: Range<Int>, to node: TrieNode?, depth: Int
  ) throws(TrieError) -> TrieNode? {
    if range.isEmpty { return node }
    guard let node else { return try build(range, depth: depth) }
    switch node.content {
    case .leaf(let leaf):
      return try apply(range, to: leaf, depth: depth)
    case .extension(let stretch):
      return try apply(range, to: stretch, depth: depth)
    case .branch(let branch):
      var slots = branch.pointee.slots
      guard try apply(range, to: &slots, depth: depth) else { return node }
      return try collapsed(
        slots, at: edits[range.lowerBound].key.prefix(depth), replacing: branch)
    case .unresolved(let unresolved):
      throw TrieError(
        .missingNode, path: edits[range.lowerBound].key.prefix(depth),
        hash: unresolved.pointee.hash)
    }
  }

  /// A trie of the insertions in `range` alone.
  private mutating func build(_ range: Range<Int>, depth: Int) throws(TrieError) -> TrieNode? {
    let key = edits[range.lowerBound].key
    if range.count == 1 {
      guard let value = edits[range.lowerBound].value else { return nil }
      return newLeaf(key.dropFirst(depth), value, edits[range.lowerBound].subtrie)
    }
    // The keys ascend, so what the first and the last have in common, all have.
    let fork = key.commonPrefixCount(with: edits[range.upperBound - 1].key)
    var slots = BranchSlots()
    _ = try apply(range, to: &slots, depth: fork)
    let stem = key.prefix(fork)
    return prefixed(stem.dropFirst(depth), try collapsed(slots, at: stem))
  }

  private mutating func apply(
    _ range: Range<Int>, to node: UnsafeMutablePointer<LeafNode>, depth: Int
  ) throws(TrieError) -> TrieNode? {
    let leaf = node.pointee
    let own = edits[range.lowerBound].key.prefix(depth).appending(leaf.path)
    let hit = range.first { edits[$0].key == own }
    if !hasInsertion(range) { return hit == nil ? TrieNode(node) : nil }
    if range.count == 1, let hit, let value = edits[hit].value {
      let isSame = value == leaf.value && edits[hit].subtrie == leaf.subtrie
      return isSame ? TrieNode(node) : newLeaf(leaf.path, value, edits[hit].subtrie)
    }
    var slots = BranchSlots()
    let fork = forkDepth(range, with: own)
    // An edit of the leaf's own key replaces it below.
    if hit == nil {
      if own.count == fork {
        slots.value = leaf.value
      } else {
        slots.set(
          own[fork], to: newLeaf(own.dropFirst(fork + 1), leaf.value, leaf.subtrie))
      }
    }
    _ = try apply(range, to: &slots, depth: fork)
    let stem = own.prefix(fork)
    return prefixed(stem.dropFirst(depth), try collapsed(slots, at: stem))
  }

  private mutating func apply(
    _ range: Range<Int>, to node: UnsafeMutablePointer<ExtensionNode>, depth: Int
  ) throws(TrieError) -> TrieNode? {
    let stretch = node.pointee
    let stem = edits[range.lowerBound].key.prefix(depth).appending(stretch.path)
    let inside = subrange(of: range, under: stem)
    let partsHere =
      hasInsertion(range.lowerBound..<inside.lowerBound)
      || hasInsertion(inside.upperBound..<range.upperBound)
    // Removals outside are of keys that are not there, and must not take the extension apart:
    // its child may be unresolved.
    if !partsHere {
      let child = try apply(inside, to: stretch.child, depth: stem.count)
      let isSame = child == stretch.child && stretch.child.reference.isAssigned
      return isSame ? TrieNode(node) : prefixed(stretch.path, child)
    }
    let fork = forkDepth(range, with: stem)
    var slots = BranchSlots()
    slots.set(stem[fork], to: prefixed(stem.dropFirst(fork + 1), stretch.child))
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
      let value = edits[position].value
      if let value, let before = slots.value, before == value {
        // Nothing changes.
      } else if value != nil || slots.value != nil {
        slots.value = value
        hasChanged = true
      }
      position += 1
    }
    while position < range.upperBound {
      let nibble = edits[position].key[depth]
      var end = position + 1
      while end < range.upperBound, edits[end].key[depth] == nibble { end += 1 }
      let child = try apply(position..<end, to: slots[nibble], depth: depth + 1)
      // A branch that changed in place is the same node, without its reference.
      if child != slots[nibble] || child?.reference.isAssigned == false {
        slots.set(nibble, to: child)
        hasChanged = true
      }
      position = end
    }
    return hasChanged
  }

  /// The node for `slots` at `path`: a branch only if paths still part there.
  ///
  /// - Parameter branch: The branch that had the slots before, if one had.
  private mutating func collapsed(
    _ slots: consuming BranchSlots, at path: NibblePath,
    replacing branch: UnsafeMutablePointer<BranchNode>? = nil
  ) throws(TrieError) -> TrieNode? {
    let count = slots.childCount
    if let value = slots.value {
      return count > 0
        ? newBranch(slots, replacing: branch) : newLeaf(NibblePath(), value, nil)
    }
    let last = slots.occupied.trailingZeroBitCount
    guard count == 1, let child = slots[last] else {
      return count == 0 ? nil : newBranch(slots, replacing: branch)
    }
    if case .unresolved(let node) = child.content, !assumesMissingSiblingsAreBranches {
      // Whether the child keeps its node or merges with this one depends on what it is.
      throw TrieError(
        .missingNode, path: path.appending(NibblePath(nibble: last)), hash: node.pointee.hash)
    }
    return prefixed(NibblePath(nibble: last), child)
  }

  /// `node` under `path`.
  private mutating func prefixed(_ path: NibblePath, _ node: TrieNode?) -> TrieNode? {
    guard path.count > 0, let node else { return node }
    switch node.content {
    case .leaf(let leaf):
      return newLeaf(path.appending(leaf.pointee.path), leaf.pointee.value, leaf.pointee.subtrie)
    case .extension(let stretch):
      return newExtension(path.appending(stretch.pointee.path), stretch.pointee.child)
    case .branch, .unresolved:
      return newExtension(path, node)
    }
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
