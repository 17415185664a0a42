import BlockSets
import EVM
import EthereumTypes

/// The chain's state between two blocks, in memory.
///
/// Flat tables behind pointers: any number of threads read without a lock and without counting
/// references, so nothing of it need be cached.
///
/// Sendable by this invariant: `apply` is called by the chain's single owner between two blocks,
/// when no overlay stands on the store.
package final class MemoryStore: StateStore, @unchecked Sendable {
  private struct Account {
    let address: Address
    /// `nil` where the account was deleted.
    var state: AccountState?
    /// How often the storage was wiped; slots of another generation are gone.
    var generation: UInt32 = 0
    /// Slots of this generation that are not zero.
    var slotCount = 0
    /// Whether there is storage of which no slot need be known.
    var hasUnknownStorage = false
  }

  private struct Slot {
    let account: Int
    let slot: UInt256
    var value = UInt256.zero
    var generation: UInt32 = 0
  }

  // Nothing here changes while anybody reads, so that no access need be checked.
  @exclusivity(unchecked) private var accounts: FlatTable<Account>
  @exclusivity(unchecked) private var slots = FlatTable<Slot>()
  private var codes: [Hash32: [UInt8]] = [.emptyKeccak: []]

  /// Takes a state, of which a part may be known.
  ///
  /// - Parameter storageOwners: Accounts that have storage, whether or not a slot of it is known.
  package init(_ allocation: Allocation, storageOwners: Set<Address> = []) {
    accounts = FlatTable()
    for (address, account) in allocation {
      let hash = account.codeHash ?? keccak256(account.code)
      if account.codeHash == nil { codes[hash] = account.code }
      let index = entry(of: address)
      accounts.entries[index].state = AccountState(
        nonce: account.nonce, balance: account.balance, codeHash: hash)
      for (slot, value) in account.storage { set(slot, of: index, to: value) }
      accounts.entries[index].hasUnknownStorage = storageOwners.contains(address)
      settle(index)
    }
  }

  package var isImmediate: Bool { true }

  package func chill() {}

  package func account(at address: Address) -> AccountState? {
    guard let index = find(address) else { return nil }
    return accounts.entries[index].state
  }

  package func storage(at address: Address, slot: UInt256) -> UInt256 {
    guard let account = find(address),
      let index = slots.find(
        hash: Self.hash(account, slot), matches: { $0.slot == slot && $0.account == account }),
      slots.entries[index].generation == accounts.entries[account].generation
    else { return .zero }
    return slots.entries[index].value
  }

  package func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    guard let code = codes[hash] else { throw .codeUnknown(hash) }
    return code
  }

  /// Moves the store to the state after a block.
  func apply(_ changes: StateChanges) {
    codes.merge(changes.codes) { old, _ in old }
    for change in changes.accounts {
      let index = entry(of: change.address)
      if change.isStorageCleared || change.state == nil { clearStorage(of: index) }
      accounts.entries[index].state = change.state
      guard change.state != nil else { continue }
      for slot in changes.slots(of: change) { set(slot.slot, of: index, to: slot.value) }
      settle(index)
    }
  }

  // MARK: Entries

  private func find(_ address: Address) -> Int? {
    accounts.find(hash: address.hashWord(), matches: { $0.address == address })
  }

  private func entry(of address: Address) -> Int {
    accounts.findOrInsert(
      hash: address.hashWord(), matches: { $0.address == address },
      make: { Account(address: address) }, rehash: { $0.address.hashWord() })
  }

  private static func hash(_ account: Int, _ slot: UInt256) -> UInt64 {
    slot.hashWord(salt: UInt64(account))
  }

  private func set(_ slot: UInt256, of account: Int, to value: UInt256) {
    let index = slots.findOrInsert(
      hash: Self.hash(account, slot), matches: { $0.slot == slot && $0.account == account },
      make: { Slot(account: account, slot: slot) }, rehash: { Self.hash($0.account, $0.slot) })
    let generation = accounts.entries[account].generation
    let isCurrent = slots.entries[index].generation == generation
    let wasZero = !isCurrent || slots.entries[index].value.isZero
    slots.entries[index].value = value
    slots.entries[index].generation = generation
    accounts.entries[account].slotCount += (wasZero ? 0 : -1) + (value.isZero ? 0 : 1)
  }

  private func clearStorage(of account: Int) {
    accounts.entries[account].generation += 1
    accounts.entries[account].slotCount = 0
    accounts.entries[account].hasUnknownStorage = false
  }

  private func settle(_ account: Int) {
    let entry = accounts.entries[account]
    accounts.entries[account].state?.hasStorage = entry.slotCount > 0 || entry.hasUnknownStorage
  }

  // MARK: Comparison

  /// The first account in order of address that differs from `expected`, in words.
  func firstDifference(from expected: Allocation) -> String? {
    let found = contents
    for address in Set(expected.keys).union(found.keys).sorted() {
      let found = found[address].map(describe) ?? "no account"
      let wanted = expected[address].map(describe) ?? "no account"
      if found != wanted { return "account \(address) is \(found), expected \(wanted)" }
    }
    return nil
  }

  /// Every account that exists, with its code's hash in place of its code.
  private var contents: Allocation {
    var storage = [[UInt256: UInt256]](repeating: [:], count: accounts.count)
    for index in 0..<slots.count {
      let slot = slots.entries[index]
      if slot.generation == accounts.entries[slot.account].generation {
        storage[slot.account][slot.slot] = slot.value
      }
    }
    var contents: Allocation = [:]
    for index in 0..<accounts.count {
      guard let state = accounts.entries[index].state else { continue }
      contents[accounts.entries[index].address] = AllocatedAccount(
        nonce: state.nonce, balance: state.balance, code: [], codeHash: state.codeHash,
        storage: storage[index])
    }
    return contents
  }

  /// Every account that exists, with its code where that is known.
  var allocation: Allocation {
    contents.mapValues { account in
      var account = account
      if let hash = account.codeHash, let code = codes[hash] {
        account.code = code
        account.codeHash = nil
      }
      return account
    }
  }

  private func describe(_ account: AllocatedAccount) -> String {
    let slots = account.storage.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
      .map { "\($0.key.hex): \($0.value.hex)" }.joined(separator: ", ")
    return "nonce \(account.nonce), balance \(account.balance), "
      + "code \(account.codeHash ?? keccak256(account.code)), storage [\(slots)]"
  }
}
