import BlockAccessLists
import EthereumTypes
import Scheduling
import StateTrie

/// A valid block, executed once in sequence, ready to be run under any strategy.
package struct PreparedBlock: Sendable {
  let executable: ExecutableBlock
  /// The parent's state.
  let store: MemoryStore
  let commitments: Commitments
  let parentTrie: StateTrie?
  /// The access list by index, as strategies and warmers use it.
  let listIndex: BlockAccessListIndex
  let views: BlockViews
  let trie: StateTrie?
  package let reference: ReferenceRun
  package let hash: Hash32

  package var header: BlockHeader { executable.header }
  package var fork: Fork { executable.fork }
  package var transactionCount: Int { executable.transactions.count }
  /// Whether the post-state root can be computed and is compared with the header's.
  package var checksStateRoot: Bool { parentTrie != nil }
  /// What a strategy with these needs sees at its first attempt.
  package func firstView(for needs: Set<BlockKnowledge>) -> BlockView {
    views.view(for: needs, observed: nil)
  }

  /// The root of the state after the block, where it can be computed.
  package var postStateRoot: Hash32? { trie?.rootHash }
  /// The receipts. Before Byzantium they hold the state root after each transaction, or zero where
  /// none can be computed.
  package var receipts: [Receipt] { reference.outcome.receipts }
  /// The receipts, encoded as the receipts trie holds them.
  package var encodedReceipts: [[UInt8]] { receipts.map(\.encoded) }
  /// What the block changed, relative to its parent state, in the order of the addresses.
  package var accountUpdates: [AccountUpdate] { reference.outcome.changes.accountUpdates }
}
