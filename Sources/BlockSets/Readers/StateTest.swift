import EthereumTypes

/// A state test: one transaction in several variants, each run alone on the same state.
package struct StateTest: Sendable {
  package var name: String
  /// Where the test was read from.
  package var origin: BlockChain.Origin
  package var chainID: UInt64
  package var blobSchedules: [Fork: BlobSchedule]
  package var environment: Environment
  package var preState: Allocation
  package var transaction: TransactionTemplate
  /// The expected results, by fork and variant, in the order of the file.
  package var results: [ExpectedResult]

  /// What the block around the transaction is like.
  package struct Environment: Hashable, Sendable {
    package var feeRecipient: Address
    package var gasLimit: UInt64
    package var number: UInt64
    package var timestamp: UInt64
    package var difficulty: UInt256
    package var prevRandao: Hash32
    /// Nil before London.
    package var baseFeePerGas: UInt256?
    /// Nil before Cancun.
    package var excessBlobGas: UInt64?
    /// Nil before Amsterdam.
    package var slotNumber: UInt64?
  }

  /// What one variant leads to under one fork.
  package struct ExpectedResult: Sendable {
    /// The fork's name in the file.
    package var network: String
    /// The fork; nil if this project does not know it.
    package var fork: Fork?
    /// The positions of calldata (and access list), gas limit and value in the template.
    package var dataIndex: Int
    package var gasIndex: Int
    package var valueIndex: Int
    /// The root of the state after the transaction.
    package var stateRoot: Hash32
    /// keccak of the RLP list of the logs.
    package var logsHash: Hash32
    /// The signed transaction, possibly undecodable.
    package var transactionBytes: [UInt8]?
    /// The rejection that the test expects; nil for a valid transaction.
    package var expectedException: String?
    /// The expected state, where the file lists it.
    package var postState: Allocation?
    /// The receipt's encoding, where the file lists it.
    package var receipt: [UInt8]?
  }
}

extension StateTest {
  /// The transaction with lists where variants differ.
  package struct TransactionTemplate: Sendable {
    package var nonce: UInt64
    /// The single price of the kinds that have one.
    package var gasPrice: UInt256?
    package var maxPriorityFeePerGas: UInt256?
    package var maxFeePerGas: UInt256?
    package var maxFeePerBlobGas: UInt256?
    package var gasLimits: [UInt64]
    package var to: Address?
    /// Nil for a value that exceeds 256 bits, which no transaction can have.
    package var values: [UInt256?]
    package var data: [[UInt8]]
    /// One for each calldata; nil where that variant has none. Empty if no variant has one.
    package var accessLists: [[AccessListEntry]?]
    package var blobVersionedHashes: [Hash32]?
    package var authorizationList: [Authorization]?
    package var sender: Address?
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
    var transaction = Transaction.legacy(
      chainID: chainID, nonce: template.nonce,
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
