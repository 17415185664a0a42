/// Trie nodes that prove the part of a state that a block reads and changes.
package struct StateWitness: Sendable {
  /// Root of the state before the block.
  package var parentStateRoot: Hash32
  /// RLP of account- and storage-trie nodes, in any order.
  package var nodes: [[UInt8]]
  /// Deletions after which the only remaining child is not among `nodes`: it is taken for a
  /// branch, as the witness's source does.
  package var deletionSiblingsAssumedBranch: Int

  package init(
    parentStateRoot: Hash32, nodes: [[UInt8]], deletionSiblingsAssumedBranch: Int = 0
  ) {
    self.parentStateRoot = parentStateRoot
    self.nodes = nodes
    self.deletionSiblingsAssumedBranch = deletionSiblingsAssumedBranch
  }
}
