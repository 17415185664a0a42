import EthereumTypes

/// A Merkle-Patricia trie with value semantics: a version is made by updating a copy, and shares
/// with its origin every node that did not change.
///
/// Keys have at most 32 bytes. Every node of a trie is hashed when the update that made it
/// returns, so tries may be read and copied by any number of threads.
package struct MerkleTrie: Sendable {
  private var tree: NodeTree

  /// An empty trie.
  package init() {
    tree = NodeTree()
  }

  /// A trie of entries whose keys ascend strictly.
  ///
  /// - Complexity: O(*n*).
  package init(sorted entries: [(key: Hash32, value: [UInt8])]) {
    var writer = TrieWriter()
    var edits: [TrieEdit] = []
    for entry in entries {
      edits.append(TrieEdit(key: NibblePath(entry.key), value: writer.memory.place(entry.value)))
    }
    let root = writer.build(edits)
    writer.hash(root)
    tree = NodeTree(root: root, slabs: writer.memory.slabs)
  }

  /// The part of the trie with the hash `root` that `nodes`, each the RLP of one, make known.
  ///
  /// - Parameter assumesMissingSiblingsAreBranches: What to do when a removal leaves a branch one
  ///   child that is not among `nodes`: take it for a branch, or throw.
  package init(
    root: Hash32, nodes: [[UInt8]], assumesMissingSiblingsAreBranches: Bool = false
  ) throws(TrieError) {
    var reader = WitnessReader(nodes: nodes)
    tree = try reader.tree(
      root, of: .bytes, assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches)
  }

  /// The hash that commits to the trie's content.
  package var rootHash: Hash32 { tree.root.rootHash }

  /// The value of `key`, nil if the trie does not have it.
  package func get(key: Hash32) throws(TrieError) -> [UInt8]? {
    try tree.root.entry(at: NibblePath(key))?.value.bytes
  }

  /// The value of `key`, nil if the trie does not have it.
  package func get(key: [UInt8]) throws(TrieError) -> [UInt8]? {
    try tree.root.entry(at: NibblePath(key))?.value.bytes
  }

  /// Maps `key` to `value`, which must not be empty.
  package mutating func set(key: Hash32, value: [UInt8]) throws(TrieError) {
    try update([(NibblePath(key), value)])
  }

  /// Maps `key` to `value`, which must not be empty.
  package mutating func set(key: [UInt8], value: [UInt8]) throws(TrieError) {
    try update([(NibblePath(key), value)])
  }

  /// Removes `key` if the trie has it.
  package mutating func remove(key: Hash32) throws(TrieError) {
    try update([(NibblePath(key), nil)])
  }

  /// Removes `key` if the trie has it.
  package mutating func remove(key: [UInt8]) throws(TrieError) {
    try update([(NibblePath(key), nil)])
  }

  /// Sets every key that comes with a value and removes the others, hashing each touched node
  /// once. Every key may occur once; on an error the trie stays as it was.
  ///
  /// - Complexity: O(*k* (log *k* + log *n*)) expected, for *k* edits of *n* hashed keys.
  package mutating func update(
    _ edits: [(key: Hash32, value: [UInt8]?)]
  ) throws(TrieError) {
    try update(
      edits.sorted { $0.key < $1.key }.map { (NibblePath($0.key), $0.value) })
  }

  private mutating func update(
    _ changes: [(key: NibblePath, value: [UInt8]?)]
  ) throws(TrieError) {
    var writer = TrieWriter(
      assumesMissingSiblingsAreBranches: tree.assumesMissingSiblingsAreBranches)
    var edits: [TrieEdit] = []
    for change in changes {
      edits.append(
        TrieEdit(key: change.key, value: change.value.map { writer.memory.place($0) }))
    }
    let root = try writer.update(tree.root, with: edits)
    writer.hash(root)
    tree = tree.successor(root: root, slabs: writer.memory.slabs)
    tree.reclaim()
  }
}
