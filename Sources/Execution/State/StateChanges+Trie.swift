import BlockSets
import EVM
import EthereumTypes
import StateTrie

extension StateChanges {
  /// The changes as updates of a state trie, in the order of the addresses.
  var accountUpdates: [AccountUpdate] {
    accounts.map { account in
      AccountUpdate(
        address: account.address,
        account: account.state.map { ($0.nonce, $0.balance, $0.codeHash) },
        storage: slots(of: account).map { ($0.slot, $0.value) },
        storageCleared: account.isStorageCleared)
    }
  }
}

extension StateTrie {
  /// The trie of a whole pre-state.
  init(_ allocation: Allocation) {
    self.init(
      accounts: allocation.map { address, account in
        (
          address,
          AccountRecord(
            nonce: account.nonce, balance: account.balance,
            codeHash: account.codeHash ?? keccak256(account.code),
            storage: account.storage.map { ($0.key, $0.value) })
        )
      })
  }
}
