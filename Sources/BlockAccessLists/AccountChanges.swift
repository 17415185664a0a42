import EthereumTypes

/// One account of a block access list: its changes by block access index, and the slots that were
/// only read. An account that was touched without a change has every list empty.
package struct AccountChanges: Hashable, Sendable {
  /// The account.
  package var address: Address
  /// Slots that some index changed, ascending.
  package var storageChanges: [SlotChanges]
  /// Slots that were accessed and that no index of the block changed, ascending.
  package var storageReads: [UInt256]
  /// Balances after the indices that changed it, ascending by index.
  package var balanceChanges: ChangeList<BalanceChange>
  /// Nonces after the indices that changed it, ascending by index.
  package var nonceChanges: ChangeList<NonceChange>
  /// Code after the indices that changed it, ascending by index.
  package var codeChanges: [CodeChange]

  /// An entry for `address`; without further arguments, one that was only touched.
  package init(
    address: Address, storageChanges: [SlotChanges] = [], storageReads: [UInt256] = [],
    balanceChanges: ChangeList<BalanceChange> = [],
    nonceChanges: ChangeList<NonceChange> = [], codeChanges: [CodeChange] = []
  ) {
    self.address = address
    self.storageChanges = storageChanges
    self.storageReads = storageReads
    self.balanceChanges = balanceChanges
    self.nonceChanges = nonceChanges
    self.codeChanges = codeChanges
  }
}

/// The values that one storage slot took, one for each index that changed it.
package struct SlotChanges: Hashable, Sendable {
  /// The slot's number.
  package var slot: UInt256
  /// Its values, ascending by index; never empty in a canonical list.
  package var changes: ChangeList<StorageChange>

  /// The `changes` of `slot`.
  package init(slot: UInt256, changes: ChangeList<StorageChange>) {
    self.slot = slot
    self.changes = changes
  }
}

/// The value of a storage slot after one index.
package struct StorageChange: Hashable, Sendable {
  /// The index that changed the slot.
  package var index: BlockAccessIndex
  /// The slot's value after it.
  package var newValue: UInt256

  /// A change to `newValue` at `index`.
  package init(index: BlockAccessIndex, newValue: UInt256) {
    self.index = index
    self.newValue = newValue
  }
}

/// The balance of an account after one index.
package struct BalanceChange: Hashable, Sendable {
  /// The index that changed the balance.
  package var index: BlockAccessIndex
  /// The balance after it, in wei.
  package var postBalance: UInt256

  /// A change to `postBalance` at `index`.
  package init(index: BlockAccessIndex, postBalance: UInt256) {
    self.index = index
    self.postBalance = postBalance
  }
}

/// The nonce of an account after one index.
package struct NonceChange: Hashable, Sendable {
  /// The index that changed the nonce.
  package var index: BlockAccessIndex
  /// The nonce after it.
  package var newNonce: UInt64

  /// A change to `newNonce` at `index`.
  package init(index: BlockAccessIndex, newNonce: UInt64) {
    self.index = index
    self.newNonce = newNonce
  }
}

/// The code of an account after one index.
package struct CodeChange: Hashable, Sendable {
  /// The index that changed the code.
  package var index: BlockAccessIndex
  /// The code after it; empty when a delegation was cleared.
  package var newCode: [UInt8]

  /// A change to `newCode` at `index`.
  package init(index: BlockAccessIndex, newCode: [UInt8]) {
    self.index = index
    self.newCode = newCode
  }
}
