import BlockAccessLists
import EthereumTypes
import StateTrie

/// The state root after each transaction, which receipts hold before Byzantium.
struct IntermediateRoots {
  private var trie: StateTrie

  /// - Parameter start: What the block changed before its transactions.
  init(parent: StateTrie, start: MergedState) throws(TrieError) {
    trie = parent
    try trie.apply(start.changes(in: start.accessList.canonicalOrder()).accountUpdates)
  }

  /// The root after the next transaction in block order, which made `changes`.
  mutating func root(after changes: StateChanges) throws(TrieError) -> Hash32 {
    try trie.apply(changes.accountUpdates)
    return trie.rootHash
  }
}
