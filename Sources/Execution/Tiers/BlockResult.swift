import BlockAccessLists
import EthereumTypes

/// What an accepted attempt made of its block, for comparison with other executions of it.
package struct BlockResult: Sendable, Equatable {
  package let receipts: [Receipt]
  package let blockAccessList: BlockAccessList
  /// The root of the state after the block, where it can be computed and is checked.
  package let stateRoot: Hash32?

  /// The receipts, encoded as the receipts trie holds them.
  package var encodedReceipts: [[UInt8]] { receipts.map(\.encoded) }
}
