import EthereumTypes

extension BlockAccessList {
  /// What `index` changes: accounts and slots without a change at it are left out, and so are
  /// reads, which belong to the block and to no index (EIP-7928).
  package func changes(at index: BlockAccessIndex) -> BlockAccessList {
    BlockAccessList(
      accounts: accounts.compactMap { account in
        let changes = AccountChanges(
          address: account.address,
          storageChanges: account.storageChanges.compactMap { slot in
            let changes = slot.changes.filter { $0.index == index }
            return changes.isEmpty ? nil : SlotChanges(slot: slot.slot, changes: changes)
          },
          balanceChanges: account.balanceChanges.filter { $0.index == index },
          nonceChanges: account.nonceChanges.filter { $0.index == index },
          codeChanges: account.codeChanges.filter { $0.index == index })
        return changes == AccountChanges(address: account.address) ? nil : changes
      })
  }

  /// The same items in canonical order; repeated ones stay.
  package func canonicallyOrdered() -> BlockAccessList {
    BlockAccessList(
      accounts: accounts.map { account in
        AccountChanges(
          address: account.address,
          storageChanges: account.storageChanges.map { slot in
            SlotChanges(
              slot: slot.slot, changes: ChangeList(slot.changes.sorted { $0.index < $1.index }))
          }.sorted { $0.slot < $1.slot },
          storageReads: account.storageReads.sorted(),
          balanceChanges: ChangeList(account.balanceChanges.sorted { $0.index < $1.index }),
          nonceChanges: ChangeList(account.nonceChanges.sorted { $0.index < $1.index }),
          codeChanges: account.codeChanges.sorted { $0.index < $1.index })
      }.sorted { $0.address < $1.address })
  }
}
