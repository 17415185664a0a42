import EthereumTypes

/// One account of a given state.
package struct AllocatedAccount: Hashable, Sendable {
  /// The number of transactions sent, or of contracts created.
  package var nonce: UInt64
  /// In wei.
  package var balance: UInt256
  /// The contract code; empty where it is unknown.
  package var code: [UInt8]
  /// The code's hash, only where the code itself is unknown (and never read by the block).
  package var codeHash: Hash32?
  /// The slots that are not zero.
  package var storage: [UInt256: UInt256]

  /// Makes an account; without arguments, an empty one.
  package init(
    nonce: UInt64 = 0, balance: UInt256 = .zero, code: [UInt8] = [], codeHash: Hash32? = nil,
    storage: [UInt256: UInt256] = [:]
  ) {
    self.nonce = nonce
    self.balance = balance
    self.code = code
    self.codeHash = codeHash
    self.storage = storage
  }
}

/// A state, or the part of one that is known: accounts by address.
package typealias Allocation = [Address: AllocatedAccount]
