import EthereumTypes

/// How large a block access list is, in items and in bytes.
package struct BlockAccessListStatistics: Equatable, Sendable {
  /// Bytes of the RLP encoding.
  package var encodedBytes = 0
  /// Addresses plus distinct slots.
  package var items = 0
  /// Accounts listed.
  package var accounts = 0
  /// Accounts listed without any change or storage read.
  package var touchedOnlyAccounts = 0
  /// Distinct slots that changed.
  package var changedSlots = 0
  /// Values of those slots, one for each index that changed one.
  package var storageChanges = 0
  /// Slots that were only read.
  package var storageReads = 0
  /// Balances listed.
  package var balanceChanges = 0
  /// Nonces listed.
  package var nonceChanges = 0
  /// Codes listed.
  package var codeChanges = 0
  /// Bytes of those codes.
  package var codeBytes = 0

  /// Measures `list`.
  package init(_ list: BlockAccessList) {
    encodedBytes = list.encoded.count
    items = list.itemCount
    accounts = list.accounts.count
    for account in list.accounts {
      if account == AccountChanges(address: account.address) { touchedOnlyAccounts += 1 }
      changedSlots += account.storageChanges.count
      storageChanges += account.storageChanges.reduce(0) { $0 + $1.changes.count }
      storageReads += account.storageReads.count
      balanceChanges += account.balanceChanges.count
      nonceChanges += account.nonceChanges.count
      codeChanges += account.codeChanges.count
      codeBytes += account.codeChanges.reduce(0) { $0 + $1.newCode.count }
    }
  }
}
