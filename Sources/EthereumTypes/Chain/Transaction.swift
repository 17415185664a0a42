/// A transaction of any kind, with or without its signature.
///
/// One structure serves all kinds, because execution treats them alike: a kind's absent fields
/// are empty or zero, and the two fee fields of the kinds with a single gas price both hold it.
package struct Transaction: Hashable, Sendable {
  /// The transaction type (EIP-2718); legacy transactions count as type 0.
  package enum Kind: UInt8, Hashable, CaseIterable, Sendable {
    case legacy = 0
    /// EIP-2930.
    case accessList = 1
    /// EIP-1559.
    case dynamicFee = 2
    /// EIP-4844.
    case blob = 3
    /// EIP-7702.
    case setCode = 4
  }

  package var kind: Kind
  /// The chain that the signature binds to; `nil` for a legacy one without replay protection.
  package var chainID: UInt64?
  package var nonce: UInt64
  package var maxPriorityFeePerGas: UInt256
  package var maxFeePerGas: UInt256
  package var gasLimit: UInt64
  /// The called account; `nil` creates a contract.
  package var to: Address?
  package var value: UInt256
  /// Calldata, or the initialisation code of a creation.
  package var data: [UInt8]
  package var accessList: [AccessListEntry]
  package var maxFeePerBlobGas: UInt256
  package var blobVersionedHashes: [Hash32]
  package var authorizationList: [Authorization]
  package var signature: Signature

  /// Whether the transaction creates a contract.
  package var isCreation: Bool { to == nil }
}

extension Transaction {
  /// An ECDSA signature as a transaction carries it.
  package struct Signature: Hashable, Sendable {
    /// The y-parity; in legacy transactions 27 or 28 plus it, or 35 plus it plus twice the chain id
    /// (EIP-155).
    package var v: UInt256
    package var r: UInt256
    package var s: UInt256

    package init(v: UInt256, r: UInt256, s: UInt256) {
      self.v = v
      self.r = r
      self.s = s
    }

    /// The signature of a transaction not signed yet; no signer has it.
    package static let absent = Signature(v: .zero, r: .zero, s: .zero)
  }
}

/// An account, and slots of it, that a transaction declares to access (EIP-2930).
package struct AccessListEntry: Hashable, Sendable {
  package var address: Address
  package var storageKeys: [UInt256]

  package init(address: Address, storageKeys: [UInt256]) {
    self.address = address
    self.storageKeys = storageKeys
  }
}
