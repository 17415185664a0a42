import EthereumTypes

/// A whole account, to build a state trie from.
package struct AccountRecord: Sendable {
  /// The number of transactions sent or contracts created.
  package var nonce: UInt64
  /// The balance in wei.
  package var balance: UInt256
  /// The hash of the account's code.
  package var codeHash: Hash32
  /// The storage, every slot once, in any order; zeros are left out of the trie.
  package var storage: [(slot: UInt256, value: UInt256)]

  /// An account with these fields.
  package init(
    nonce: UInt64 = 0, balance: UInt256 = .zero, codeHash: Hash32 = .emptyKeccak,
    storage: [(slot: UInt256, value: UInt256)] = []
  ) {
    self.nonce = nonce
    self.balance = balance
    self.codeHash = codeHash
    self.storage = storage
  }
}

/// What a block did to one account.
package struct AccountUpdate: Sendable {
  /// The account.
  package var address: Address
  /// Its fields after the block; nil if it does not exist any more.
  package var account: (nonce: UInt64, balance: UInt256, codeHash: Hash32)?
  /// The values of the slots that changed, every slot once, in any order; zero removes one.
  package var storage: [(slot: UInt256, value: UInt256)]
  /// Whether the storage before the block is gone, so that `storage` is all there is.
  package var storageCleared: Bool

  /// An update of the account at `address`.
  package init(
    address: Address, account: (nonce: UInt64, balance: UInt256, codeHash: Hash32)?,
    storage: [(slot: UInt256, value: UInt256)] = [], storageCleared: Bool = false
  ) {
    self.address = address
    self.account = account
    self.storage = storage
    self.storageCleared = storageCleared
  }
}
