import EthereumTypes

extension TrieNode? {
  /// What `key` maps to in the trie under this node, with the trie that the value commits to.
  func entry(at key: NibblePath) throws(TrieError) -> (value: [UInt8], subtrie: TrieNode?)? {
    var node = self
    var depth = 0
    while let current = node {
      switch current {
      case .leaf(let leaf):
        return key.dropFirst(depth) == leaf.path ? (leaf.value, leaf.subtrie) : nil
      case .extension(let stretch):
        let rest = key.dropFirst(depth)
        guard rest.commonPrefixCount(with: stretch.path) == stretch.path.count else { return nil }
        depth += stretch.path.count
        node = stretch.child
      case .branch(let branch):
        if depth == key.count { return branch.value.map { ($0, nil) } }
        node = branch.child(at: key[depth])
        depth += 1
      case .unresolved(let unresolved):
        throw TrieError(.missingNode, path: key.prefix(depth), hash: unresolved.hash)
      }
    }
    return nil
  }
}
