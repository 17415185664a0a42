import BlockAccessLists
import EthereumTypes
import StateTrie

/// A block whose transactions were merged and whose post-execution was run; what a header commits
/// to is not computed yet.
struct MergedBlock: Sendable {
  let gasUsed: UInt64
  let receipts: [Receipt]
  /// EIP-7685 requests in order of type; `nil` before Prague.
  let requests: [[UInt8]]?
  let state: MergedState
  /// False where the receipts lack their state roots.
  let hasReceiptsRoot: Bool

  /// The order in which accounts and slots are listed.
  var order: CanonicalNumbers { state.accessList.canonicalOrder() }

  /// The roots, hashes and the access list.
  ///
  /// - Parameters:
  ///   - order: This block's own.
  ///   - changes: This block's own, in that order.
  func outcome(in order: CanonicalNumbers, changes: StateChanges) -> BlockOutcome {
    var bloom = Bloom()
    for receipt in receipts { bloom.formUnion(receipt.logsBloom) }
    return BlockOutcome(
      gasUsed: gasUsed, receipts: receipts,
      receiptsRoot: hasReceiptsRoot ? orderedTrieRoot(receipts.map(\.encoded)) : nil,
      logsBloom: bloom, requestsHash: requests.map { EthereumTypes.requestsHash($0) },
      blockAccessList: state.accessList.build(in: order), changes: changes)
  }

  /// The outcome, all of it at once.
  var outcome: BlockOutcome {
    let order = order
    return outcome(in: order, changes: state.changes(in: order))
  }
}
