import BlockSets
import EVM
import EthereumTypes

/// The chain's state between two blocks, in memory.
///
/// Sendable by this invariant: `apply` is called by the chain's single owner between two blocks,
/// when no overlay stands on the store.
package final class MemoryStore: StateStore, @unchecked Sendable {
  private struct StoredAccount {
    var nonce: UInt64
    var balance: UInt256
    var codeHash: Hash32
    var storage: [UInt256: UInt256]
  }

  private var accounts: [Address: StoredAccount]
  private var codes: [Hash32: [UInt8]]

  package init(_ allocation: Allocation) {
    accounts = [:]
    accounts.reserveCapacity(allocation.count)
    codes = [.emptyKeccak: []]
    for (address, account) in allocation {
      let stored = Self.stored(account)
      if account.codeHash == nil { codes[stored.codeHash] = account.code }
      accounts[address] = stored
    }
  }

  package var isImmediate: Bool { true }

  package func chill() {}

  package func account(at address: Address) -> AccountState? {
    guard let account = accounts[address] else { return nil }
    return AccountState(
      nonce: account.nonce, balance: account.balance, codeHash: account.codeHash,
      hasStorage: !account.storage.isEmpty)
  }

  package func storage(at address: Address, slot: UInt256) -> UInt256 {
    accounts[address]?.storage[slot] ?? .zero
  }

  package func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    guard let code = codes[hash] else { throw .codeUnknown(hash) }
    return code
  }

  /// Moves the store to the state after a block.
  func apply(_ changes: StateChanges) {
    for (hash, code) in changes.codes where codes[hash] == nil { codes[hash] = Array(code.bytes) }
    for change in changes.accounts {
      guard let state = change.state else {
        accounts[change.address] = nil
        continue
      }
      var storage = accounts[change.address]?.storage ?? [:]
      // Moved, not copied: the storage of a large contract may have many slots.
      accounts[change.address]?.storage = [:]
      if change.isStorageCleared { storage = [:] }
      for slot in changes.slots(of: change) {
        storage[slot.slot] = slot.value.isZero ? nil : slot.value
      }
      accounts[change.address] = StoredAccount(
        nonce: state.nonce, balance: state.balance, codeHash: state.codeHash, storage: storage)
    }
  }

  /// The first account in order of address that differs from `expected`, in words.
  func firstDifference(from expected: Allocation) -> String? {
    for address in Set(expected.keys).union(accounts.keys).sorted() {
      let found = accounts[address].map(describe) ?? "no account"
      let wanted = expected[address].map { describe(Self.stored($0)) } ?? "no account"
      if found != wanted { return "account \(address) is \(found), expected \(wanted)" }
    }
    return nil
  }

  private func describe(_ account: StoredAccount) -> String {
    let slots = account.storage.sorted { $0.key < $1.key }
      .map { "\($0.key.hex): \($0.value.hex)" }.joined(separator: ", ")
    return "nonce \(account.nonce), balance \(account.balance), code \(account.codeHash), "
      + "storage [\(slots)]"
  }

  private static func stored(_ account: AllocatedAccount) -> StoredAccount {
    StoredAccount(
      nonce: account.nonce, balance: account.balance,
      codeHash: account.codeHash ?? keccak256(account.code),
      storage: account.storage.filter { !$0.value.isZero })
  }
}
