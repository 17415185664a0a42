import EVM
import EthereumTypes

/// The block's state while transactions are merged into it in block order.
///
/// Only the fields that a transaction changed are taken from it: a group that merely read an
/// account holds a stale copy of what another group changed.
struct MergedState {
  private let base: any StateReader
  /// Its balance is moved by differences, not set: every group pays it on a starting balance of
  /// its own (algorithms.md, section 5).
  private let feeRecipient: Address
  private(set) var changes: StateChanges

  /// An account on the main state, before and after one transaction.
  struct Transition {
    let before: AccountState?
    let after: AccountState?
  }

  init(on base: LayeredState, feeRecipient: Address) {
    self.base = base
    self.feeRecipient = feeRecipient
    changes = StateChanges()
  }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    if let changed = changes.accounts[address] { return changed }
    return try base.account(at: address)
  }

  /// Merges one account of a transaction.
  ///
  /// - Returns: The transition on the main state, or `nil` for the balance of a fee recipient that
  ///   would have to become negative: the group spent what only later transactions pay.
  mutating func apply(_ access: AccountAccess) throws(StateReadError) -> Transition? {
    guard access.before != access.after || access.storageCleared else {
      return Transition(before: access.before, after: access.before)
    }
    let before = try account(at: access.address)
    if access.storageCleared { changes.clearStorage(of: access.address) }
    if let code = access.newCode { changes.addCode(code) }
    var after = before ?? AccountState()
    if access.nonceBefore != access.nonceAfter { after.nonce = access.nonceAfter }
    if access.codeHashBefore != access.codeHashAfter { after.codeHash = access.codeHashAfter }
    if access.storageCleared { after.hasStorage = access.after?.hasStorage ?? false }
    guard let balance = balance(after: access, from: after.balance) else { return nil }
    after.balance = balance
    // A deletion is taken over unless deltas left something: then the account lives on.
    let isDeleted = access.after == nil && after.isEmpty
    changes.set(access.address, to: isDeleted ? nil : after)
    return Transition(before: before, after: isDeleted ? nil : after)
  }

  private func balance(after access: AccountAccess, from current: UInt256) -> UInt256? {
    guard access.balanceBefore != access.balanceAfter else { return current }
    guard access.address == feeRecipient else { return access.balanceAfter }
    if access.balanceAfter >= access.balanceBefore {
      return current &+ (access.balanceAfter &- access.balanceBefore)
    }
    let debit = access.balanceBefore &- access.balanceAfter
    return current >= debit ? current &- debit : nil
  }

  /// The value of a slot on the main state.
  func value(of access: SlotAccess) throws(StateReadError) -> UInt256 {
    try value(of: StorageKey(address: access.address, slot: access.slot))
  }

  /// Merges one slot of a transaction.
  ///
  /// - Parameter known: The slot's value before the transaction, where its account was cleared
  ///   since; `nil` where it is still to be looked up.
  /// - Returns: The slot's value on the main state before and after.
  mutating func apply(
    _ access: SlotAccess, before known: UInt256? = nil
  ) throws(StateReadError) -> (before: UInt256, after: UInt256) {
    let key = StorageKey(address: access.address, slot: access.slot)
    guard access.before != access.after else {
      return (access.before, access.before)
    }
    let before = if let known { known } else { try value(of: key) }
    changes.set(key, to: access.after)
    // The trie's leaf holds the root of the storage: the account changes with its slots.
    if changes.accounts[access.address] == nil {
      changes.set(access.address, to: try account(at: access.address))
    }
    return (before, access.after)
  }

  private func value(of key: StorageKey) throws(StateReadError) -> UInt256 {
    if let changed = changes.slots[key] { return changed }
    if changes.clearedStorage.contains(key.address) { return .zero }
    return try base.storage(at: key.address, slot: key.slot)
  }
}
