import EthereumTypes

/// One change to a trie.
struct TrieEdit: BitwiseCopyable {
  /// The key.
  let key: NibblePath
  /// The key's new value, never empty; nil removes the key.
  let value: NodeValue?
  /// The root of the trie whose root hash `value` holds.
  let subtrie: TrieNode?

  init(key: NibblePath, value: NodeValue?, subtrie: TrieNode? = nil) {
    precondition(value?.count != 0, "a trie maps no key to the empty string")
    self.key = key
    self.value = value
    self.subtrie = subtrie
  }
}
