import EthereumTypes

/// A Merkle-Patricia trie with value semantics: a version is made by updating a copy, and shares
/// with its origin every node that did not change.
///
/// Keys have at most 32 bytes. Every node of a trie is hashed when the update that made it
/// returns, so tries may be read and copied by any number of threads.
package struct MerkleTrie: Sendable {
  private(set) var root: TrieNode?
  /// See ``TrieWriter``.
  private let assumesMissingSiblingsAreBranches: Bool

  /// An empty trie.
  package init() {
    self.init(root: nil)
  }

  init(root: TrieNode?, assumesMissingSiblingsAreBranches: Bool = false) {
    self.root = root
    self.assumesMissingSiblingsAreBranches = assumesMissingSiblingsAreBranches
  }

  /// A trie of entries whose keys ascend strictly.
  ///
  /// - Complexity: O(*n*).
  package init(sorted entries: [(key: Hash32, value: [UInt8])]) {
    var writer = TrieWriter()
    self.init(
      root: writer.build(
        entries.map { TrieEdit(key: NibblePath($0.key), value: $0.value) }))
    writer.hashNewNodes()
  }

  /// The part of the trie with the hash `root` that `nodes`, each the RLP of one, make known.
  ///
  /// - Parameter assumesMissingSiblingsAreBranches: What to do when a removal leaves a branch one
  ///   child that is not among `nodes`: take it for a branch, or throw.
  package init(
    root: Hash32, nodes: [[UInt8]], assumesMissingSiblingsAreBranches: Bool = false
  ) throws(TrieError) {
    var reader = WitnessReader(nodes: nodes)
    self.init(
      root: try reader.trie(root),
      assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches)
  }

  /// The hash that commits to the trie's content.
  package var rootHash: Hash32 { root.rootHash }

  /// The value of `key`, nil if the trie does not have it.
  package func get(key: Hash32) throws(TrieError) -> [UInt8]? {
    try root.entry(at: NibblePath(key))?.value
  }

  /// The value of `key`, nil if the trie does not have it.
  package func get(key: [UInt8]) throws(TrieError) -> [UInt8]? {
    try root.entry(at: NibblePath(key))?.value
  }

  /// Maps `key` to `value`, which must not be empty.
  package mutating func set(key: Hash32, value: [UInt8]) throws(TrieError) {
    try update([TrieEdit(key: NibblePath(key), value: value)])
  }

  /// Maps `key` to `value`, which must not be empty.
  package mutating func set(key: [UInt8], value: [UInt8]) throws(TrieError) {
    try update([TrieEdit(key: NibblePath(key), value: value)])
  }

  /// Removes `key` if the trie has it.
  package mutating func remove(key: Hash32) throws(TrieError) {
    try update([TrieEdit(key: NibblePath(key), value: nil)])
  }

  /// Removes `key` if the trie has it.
  package mutating func remove(key: [UInt8]) throws(TrieError) {
    try update([TrieEdit(key: NibblePath(key), value: nil)])
  }

  /// Sets every key that comes with a value and removes the others, hashing each touched node
  /// once. Every key may occur once; on an error the trie stays as it was.
  ///
  /// - Complexity: O(*k* (log *k* + log *n*)) expected, for *k* edits of *n* hashed keys.
  package mutating func update(
    _ edits: [(key: Hash32, value: [UInt8]?)]
  ) throws(TrieError) {
    try update(
      edits.sorted { $0.key < $1.key }.map { TrieEdit(key: NibblePath($0.key), value: $0.value) })
  }

  private mutating func update(_ edits: [TrieEdit]) throws(TrieError) {
    var writer = TrieWriter(
      assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches)
    root = try writer.update(root, with: edits)
    writer.hashNewNodes()
  }
}
