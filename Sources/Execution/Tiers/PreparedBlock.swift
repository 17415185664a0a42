import BlockAccessLists
import EthereumTypes
import StateTrie

/// A valid block, executed once in sequence, ready to be run under any strategy.
package struct PreparedBlock: Sendable {
  let executable: ExecutableBlock
  /// The parent's state.
  let store: MemoryStore
  let commitments: Commitments
  let parentTrie: StateTrie?
  let views: BlockViews
  let trie: StateTrie?
  package let reference: ReferenceRun
  package let hash: Hash32

  package var header: BlockHeader { executable.header }
  package var fork: Fork { executable.fork }
  package var transactionCount: Int { executable.transactions.count }
  /// Whether the post-state root can be computed and is compared with the header's.
  package var checksStateRoot: Bool { parentTrie != nil }
  /// The accounts that this block leaves changed; for tests and dumps.
  package var postStateRoot: Hash32? { trie?.rootHash }
}
