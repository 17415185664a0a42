import EthereumTypes

extension StateTest {
  /// The transaction with lists where variants differ.
  package struct TransactionTemplate: Sendable {
    /// The sender's nonce.
    package var nonce: UInt64
    /// The single price of the kinds that have one.
    package var gasPrice: UInt256?
    /// Of the kinds with a bounded fee (EIP-1559).
    package var maxPriorityFeePerGas: UInt256?
    /// Of the kinds with a bounded fee (EIP-1559).
    package var maxFeePerGas: UInt256?
    /// Of transactions that carry blobs (EIP-4844).
    package var maxFeePerBlobGas: UInt256?
    /// The variants of the gas limit.
    package var gasLimits: [UInt64]
    /// The called account; nil creates a contract.
    package var to: Address?
    /// The variants of the value; nil for one that exceeds 256 bits, which no transaction can have.
    package var values: [UInt256?]
    /// The variants of calldata or initialisation code.
    package var data: [[UInt8]]
    /// One for each calldata; nil where that variant has none. Empty if no variant has one.
    package var accessLists: [[AccessListEntry]?]
    /// Of transactions that carry blobs (EIP-4844).
    package var blobVersionedHashes: [Hash32]?
    /// Of transactions that delegate accounts to code (EIP-7702).
    package var authorizationList: [Authorization]?
    /// The account that the key belongs to.
    package var sender: Address?
    /// The key that signs the transaction, 32 bytes.
    package var secretKey: [UInt8]?
  }

  /// Whether the variant's positions are within the template.
  private func isInRange(_ result: ExpectedResult) -> Bool {
    transaction.data.indices.contains(result.dataIndex)
      && transaction.gasLimits.indices.contains(result.gasIndex)
      && transaction.values.indices.contains(result.valueIndex)
  }

  /// The variant of the transaction that a result is about, unsigned.
  ///
  /// - Returns: Nil if no transaction can have such a value: it exceeds 256 bits. The kinds that
  ///   cannot create contracts are made without a recipient all the same, for execution to refuse.
  package func transaction(for result: ExpectedResult) -> Transaction? {
    let template = transaction
    guard isInRange(result), let value = template.values[result.valueIndex] else { return nil }
    let accessList =
      template.accessLists.indices.contains(result.dataIndex)
      ? template.accessLists[result.dataIndex] : nil
    // Before EIP-155 no signature could bind to a chain.
    let isBound = result.fork.map { $0 >= .spuriousDragon } ?? true
    var transaction = Transaction.legacy(
      chainID: isBound ? chainID : nil, nonce: template.nonce,
      gasPrice: template.gasPrice ?? template.maxFeePerGas ?? .zero,
      gasLimit: template.gasLimits[result.gasIndex], to: template.to, value: value,
      data: template.data[result.dataIndex])
    transaction.kind = template.kind(hasAccessList: accessList != nil)
    if let priorityFee = template.maxPriorityFeePerGas {
      transaction.maxPriorityFeePerGas = priorityFee
    }
    transaction.accessList = accessList ?? []
    transaction.maxFeePerBlobGas = template.maxFeePerBlobGas ?? .zero
    transaction.blobVersionedHashes = template.blobVersionedHashes ?? []
    transaction.authorizationList = template.authorizationList ?? []
    return transaction
  }
}

extension StateTest.TransactionTemplate {
  /// The latest kind whose fields the template has.
  fileprivate func kind(hasAccessList: Bool) -> Transaction.Kind {
    if authorizationList != nil { return .setCode }
    if blobVersionedHashes != nil { return .blob }
    if maxFeePerGas != nil { return .dynamicFee }
    return hasAccessList ? .accessList : .legacy
  }
}
