import BlockSets
import EVM
import EthereumTypes
import StateTrie

extension StateChanges {
  /// The changes as updates of a state trie, in the order of the addresses.
  var accountUpdates: [AccountUpdate] {
    var storage: [Address: [(slot: UInt256, value: UInt256)]] = [:]
    for (key, value) in slots { storage[key.address, default: []].append((key.slot, value)) }
    return accounts.keys.sorted().map { address in
      AccountUpdate(
        address: address,
        account: accounts[address]?.map { ($0.nonce, $0.balance, $0.codeHash) },
        storage: storage[address] ?? [], storageCleared: clearedStorage.contains(address))
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
