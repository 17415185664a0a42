import EthereumTypes

/// A state test: one transaction in several variants, each run alone on the same state.
package struct StateTest: Sendable {
  /// The name of the test case.
  package var name: String
  /// Where the test was read from.
  package var origin: BlockChain.Origin
  /// The chain id that signatures bind to (EIP-155).
  package var chainID: UInt64
  /// Blob parameters that the test sets.
  package var blobSchedules: [Fork: BlobSchedule]
  /// The block around the transaction.
  package var environment: Environment
  /// The state before the transaction.
  package var preState: Allocation
  /// The transaction with all its variants.
  package var transaction: TransactionTemplate
  /// The expected results, by fork and variant, in the order of the file.
  package var results: [ExpectedResult]

  /// What the block around the transaction is like.
  package struct Environment: Hashable, Sendable {
    /// The receiver of fees (`currentCoinbase`).
    package var feeRecipient: Address
    /// The block's gas limit.
    package var gasLimit: UInt64
    /// The block's number.
    package var number: UInt64
    /// In seconds.
    package var timestamp: UInt64
    /// Zero from Paris on.
    package var difficulty: UInt256
    /// The beacon chain's randomness (`currentRandom`); zero before Paris.
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
    /// The position of calldata and access list in the template.
    package var dataIndex: Int
    /// The position of the gas limit in the template.
    package var gasIndex: Int
    /// The position of the value in the template.
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
