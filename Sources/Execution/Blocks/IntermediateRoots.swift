import EVM
import EthereumTypes
import StateTrie

/// The state root after each transaction, which receipts hold before Byzantium.
struct IntermediateRoots {
  private var trie: StateTrie

  /// - Parameter start: What the block changed before its transactions.
  init(parent: StateTrie, start: StateChanges) throws(TrieError) {
    trie = parent
    try trie.apply(start.accountUpdates)
  }

  /// The root after the next transaction in block order.
  ///
  /// - Parameter changes: The block's state with that transaction merged.
  mutating func root(
    after accounts: ArraySlice<AccountAccess>, _ slots: ArraySlice<SlotAccess>,
    in changes: StateChanges
  ) throws(TrieError) -> Hash32 {
    var latest = StateChanges()
    for access in accounts where access.before != access.after || access.storageCleared {
      if access.storageCleared { latest.clearStorage(of: access.address) }
      latest.copy(access.address, from: changes)
    }
    for access in slots where access.before != access.after {
      let key = StorageKey(address: access.address, slot: access.slot)
      latest.set(key, to: changes.slots[key] ?? .zero)
      // The trie's leaf holds the root of the storage: the account changes with its slots.
      latest.copy(access.address, from: changes)
    }
    try trie.apply(latest.accountUpdates)
    return trie.rootHash
  }
}

extension StateChanges {
  fileprivate mutating func copy(_ address: Address, from changes: StateChanges) {
    guard let state = changes.accounts[address] else { return }
    set(address, to: state)
  }
}
