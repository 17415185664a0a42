import EVM
import EthereumTypes

/// A store that holds a chain's starting state, under the changes of the blocks since.
///
/// The changes stay in memory: the store below is shared by chains, runs and experiments, and
/// nobody writes to it.
///
/// Sendable by this invariant: `apply` is called by the chain's single owner between two blocks,
/// when nobody reads.
final class ChangedStore: StateStore, @unchecked Sendable {
  private let base: any StateStore
  /// The accounts that changed; `.some(nil)` where one is gone.
  private var accounts: [Address: AccountState?] = [:]
  private var slots: [StorageKey: UInt256] = [:]
  /// Accounts of which nothing below counts any more but what `slots` says.
  private var clearedStorage: Set<Address> = []
  private var codes: [Hash32: [UInt8]] = [:]

  init(base: any StateStore) { self.base = base }

  func chill() throws(StateReadError) { try base.chill() }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    if let changed = accounts[address] { return changed }
    return try base.account(at: address)
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    if let changed = slots[StorageKey(address: address, slot: slot)] { return changed }
    if clearedStorage.contains(address) { return .zero }
    return try base.storage(at: address, slot: slot)
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    if let code = codes[hash] { return code }
    return try base.code(hash: hash)
  }

  /// Moves the store to the state after a block.
  ///
  /// - Parameter settled: The state after that block. What a block says of an account that it
  ///   changed does not tell whether storage is left.
  func apply(_ changes: StateChanges, settled: MemoryStore) {
    codes.merge(changes.codes) { old, _ in old }
    for change in changes.accounts {
      let account = settled.account(at: change.address)
      accounts[change.address] = .some(account)
      if account == nil || change.isStorageCleared { clearStorage(of: change.address) }
      for slot in changes.slots(of: change) where account != nil {
        slots[StorageKey(address: change.address, slot: slot.slot)] = slot.value
      }
    }
  }

  private func clearStorage(of address: Address) {
    clearedStorage.insert(address)
    for key in slots.keys where key.address == address { slots[key] = nil }
  }
}
