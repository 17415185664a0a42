import BlockAccessLists
import EVM
import EthereumTypes
import StateTrie

/// What executing a whole block gives: all that a header commits to, but for the state root.
struct BlockOutcome: Sendable {
  let gasUsed: UInt64
  /// Before Byzantium they hold the state root after each transaction, or zero where none can be
  /// computed.
  let receipts: [Receipt]
  /// `nil` where the receipts lack their state roots.
  let receiptsRoot: Hash32?
  let logsBloom: Bloom
  /// EIP-7685 requests in order of type; empty before Prague.
  let requestsHash: Hash32?
  let blockAccessList: BlockAccessList
  /// Everything the block changed, relative to its parent state.
  let changes: StateChanges
}
