import EthereumTypes

/// A generated block that has not been executed yet.
package struct WorkloadBlock: Sendable {
  /// What is known of the header before execution. The gas used, the logs bloom, the requests hash,
  /// the block access list's hash and the roots (except of withdrawals, of which there are none)
  /// are those of an empty block.
  package let header: BlockHeader
  /// The signed transactions.
  package let transactions: [Transaction]
  /// The sender of each transaction.
  package let senders: [Address]
  /// What each transaction does.
  package let kinds: [WorkloadKind]
}
