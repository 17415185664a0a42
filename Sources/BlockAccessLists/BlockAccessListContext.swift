import EthereumTypes

/// What is known of the block that an access list belongs to. A rule whose bound is not known
/// cannot be checked; without any, those of the encoding are left.
package struct BlockAccessListContext: Equatable, Sendable {
  /// The block's gas limit, which bounds the number of items.
  package var gasLimit: UInt64?
  /// The number of its transactions, which bounds the indices.
  package var transactionCount: Int?
  /// The hash that its header commits to.
  package var hash: Hash32?
  /// The fork's bound on deployed code (EIP-170).
  package var maximumCodeSize: Int?

  /// A context of what is given.
  package init(
    gasLimit: UInt64? = nil, transactionCount: Int? = nil, hash: Hash32? = nil,
    maximumCodeSize: Int? = nil
  ) {
    self.gasLimit = gasLimit
    self.transactionCount = transactionCount
    self.hash = hash
    self.maximumCodeSize = maximumCodeSize
  }

  /// The largest index: the block's post-execution index or, where that is not known, the most
  /// that the encoding can hold (32 bits, EIP-7928).
  package var maximumIndex: BlockAccessIndex {
    transactionCount.map { .postExecution(transactionCount: $0) }
      ?? BlockAccessIndex(rawValue: Int(UInt32.max))
  }

  /// The most addresses and slots that the gas limit allows.
  package var maximumItems: Int? {
    gasLimit.map { Int(clamping: $0 / BlockAccessList.gasPerItem) }
  }
}
