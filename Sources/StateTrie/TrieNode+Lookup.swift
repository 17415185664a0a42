import EthereumTypes

extension TrieNode? {
  /// What `key` maps to in the trie under this node, with the trie that the value commits to.
  func entry(at key: NibblePath) throws(TrieError) -> (value: NodeValue, subtrie: TrieNode?)? {
    var node = self
    var depth = 0
    while let current = node {
      switch current.content {
      case .leaf(let leaf):
        guard key.dropFirst(depth) == leaf.pointee.path else { return nil }
        return (leaf.pointee.value, leaf.pointee.subtrie)
      case .extension(let stretch):
        let path = stretch.pointee.path
        guard key.dropFirst(depth).commonPrefixCount(with: path) == path.count else { return nil }
        depth += path.count
        node = stretch.pointee.child
      case .branch(let branch):
        if depth == key.count { return branch.pointee.slots.value.map { ($0, nil) } }
        node = branch.pointee.slots[key[depth]]
        depth += 1
      case .unresolved(let unresolved):
        throw TrieError(.missingNode, path: key.prefix(depth), hash: unresolved.pointee.hash)
      }
    }
    return nil
  }
}
