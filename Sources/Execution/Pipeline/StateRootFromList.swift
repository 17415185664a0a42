import BlockAccessLists
import EthereumTypes
import StateTrie

extension BlockAccessList {
  /// The accounts as the last values of the list leave them, on top of the parent's trie.
  ///
  /// Exact where a block deletes no storage but of accounts that it makes itself (EIP-6780): the
  /// list says nothing else of what a trie holds.
  func accountUpdates(on parent: StateTrie) throws(TrieError) -> [AccountUpdate] {
    var updates: [AccountUpdate] = []
    updates.reserveCapacity(accounts.count)
    for account in accounts where account.changesState {
      updates.append(try update(of: account, on: parent))
    }
    return updates
  }

  private func update(
    of account: AccountChanges, on parent: StateTrie
  ) throws(TrieError) -> AccountUpdate {
    let before = try parent.account(at: account.address)
    let nonce = account.nonceChanges.last?.newNonce ?? before?.nonce ?? 0
    let balance = account.balanceChanges.last?.postBalance ?? before?.balance ?? .zero
    let codeHash =
      account.codeChanges.last.map { $0.newCode.isEmpty ? .emptyKeccak : keccak256($0.newCode) }
      ?? before?.codeHash ?? .emptyKeccak
    // EIP-161: what is empty is not there.
    let isEmpty = nonce == 0 && balance.isZero && codeHash == .emptyKeccak
    return AccountUpdate(
      address: account.address, account: isEmpty ? nil : (nonce, balance, codeHash),
      storage: account.storageChanges.compactMap { slot in
        slot.changes.last.map { (slot.slot, $0.newValue) }
      })
  }
}

extension AccountChanges {
  fileprivate var changesState: Bool {
    !(balanceChanges.isEmpty && nonceChanges.isEmpty && codeChanges.isEmpty
      && storageChanges.isEmpty)
  }
}

extension Merkleizer {
  /// Begins the state root that a given access list leads to.
  convenience init(
    of list: BlockAccessList, on parent: StateTrie, thread: SideThread,
    clockStart: ContinuousClock.Instant
  ) {
    self.init(of: parent, on: thread, clockStart: clockStart) { () throws(TrieError) in
      try list.accountUpdates(on: parent)
    }
  }
}
