import EthereumTypes

/// What an account holds outside its storage. A missing account is `nil`, never an empty value.
package struct AccountState: Equatable, Sendable {
  package var nonce: UInt64
  /// Wei.
  package var balance: UInt256
  package var codeHash: Hash32
  /// Whether the store holds any non-zero slot: EIP-7610 forbids creation over such an account.
  package var hasStorage: Bool

  package init(
    nonce: UInt64 = 0, balance: UInt256 = .zero, codeHash: Hash32 = .emptyKeccak,
    hasStorage: Bool = false
  ) {
    self.nonce = nonce
    self.balance = balance
    self.codeHash = codeHash
    self.hasStorage = hasStorage
  }

  /// Empty as EIP-161 defines it: no nonce, no balance, no code.
  package var isEmpty: Bool { nonce == 0 && balance.isZero && codeHash == .emptyKeccak }
}
