import EthereumTypes

/// What one block accessed and changed, as EIP-7928 commits to it in the header.
///
/// A list is canonical when its accounts ascend by address, slots and reads ascend inside an
/// account, and indices ascend inside every list of changes; ``init(decoding:)`` accepts nothing
/// else and ``validate(gasLimit:transactionCount:maximumCodeSize:)`` checks a list that came by
/// another way.
package struct BlockAccessList: Hashable, Sendable {
  /// One entry for every account that the block accessed, ascending by address.
  package var accounts: [AccountChanges]

  /// A list of `accounts`, taken as they are.
  package init(accounts: [AccountChanges] = []) {
    self.accounts = accounts
  }

  /// Addresses plus distinct storage slots, the quantity that the gas limit bounds (EIP-7928).
  ///
  /// - Complexity: O(*n*) in the number of accounts.
  package var itemCount: Int {
    accounts.reduce(0) { $0 + 1 + $1.storageChanges.count + $1.storageReads.count }
  }
}
