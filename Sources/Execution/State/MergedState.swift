import BlockAccessLists
import EVM
import EthereumTypes

/// The block's state while transactions are merged into it in block order, and the access list
/// that this makes (EIP-7928).
///
/// Only the fields that a transaction changed are taken from it: a group that merely read an
/// account holds a stale copy of what another group changed. What the state was before is never
/// looked up: groups keep block order, so where nothing merged so far has changed a field, the
/// transaction saw it as it stood at the block's start.
struct MergedState: Sendable {
  private struct Account: Sendable {
    /// On the main state; meaningless until the account is known.
    var state: AccountState?
    var isKnown = false
    var isChanged = false
    /// Nothing of the store's slots counts any more.
    var isStorageCleared = false
  }

  /// An account on the main state, before and after one transaction.
  private struct Transition {
    let before: AccountState?
    let after: AccountState?
  }

  /// Its balance is moved by differences, not set: every group pays it on a starting balance of
  /// its own (algorithms.md, section 5).
  private let feeRecipient: Address
  private(set) var accessList = BlockAccessListBuilder()
  /// By `AccountNumber`.
  private var accounts: [Account] = []
  /// By `SlotNumber`; `nil` as long as the slot is as at the block's start.
  private var values: [UInt256?] = []
  private var codes: [Hash32: CodeRef] = [:]

  init(feeRecipient: Address) {
    self.feeRecipient = feeRecipient
  }

  // MARK: Merging

  /// Merges one transaction's accesses at an index of the list.
  ///
  /// - Returns: False where the fee recipient would have to spend what it has not yet earned.
  mutating func merge(
    _ accounts: ArraySlice<AccountAccess>, _ slots: ArraySlice<SlotAccess>,
    at index: BlockAccessIndex
  ) -> Bool {
    // The slots of an account that is destroyed had values until now.
    let values =
      accounts.contains { $0.storageCleared } ? slots.map { valueBefore($0) } : nil
    for access in accounts {
      guard merge(access, at: index) else { return false }
    }
    var owner: (address: Address, number: AccountNumber)?
    for (position, access) in slots.enumerated() {
      if owner?.address != access.address {
        owner = (access.address, accessList.touch(access.address))
      }
      guard let account = owner?.number else { continue }
      merge(access, of: account, before: values?[position], at: index)
    }
    return true
  }

  /// Merges every entry of `log` at one index: the system calls before or after the transactions.
  mutating func mergeAll(of log: AccessLog, at index: BlockAccessIndex) {
    for position in log.entries.indices {
      // System calls pay no fee: nothing is reconciled by differences.
      _ = merge(log.accounts(at: position), log.slots(at: position), at: index)
    }
  }

  private mutating func merge(_ access: AccountAccess, at index: BlockAccessIndex) -> Bool {
    let number = accessList.touch(access.address)
    if number.index == accounts.count { accounts.append(Account()) }
    if !accounts[number.index].isKnown {
      accounts[number.index].isKnown = true
      accounts[number.index].state = access.before
    }
    guard access.before != access.after || access.storageCleared else { return true }
    guard let transition = transition(access, from: accounts[number.index].state) else {
      return false
    }
    if access.storageCleared { clearStorage(of: number) }
    if let code = access.newCode { codes[code.hash] = code }
    accounts[number.index].state = transition.after
    accounts[number.index].isChanged = true
    record(transition, of: number, access, at: index)
    return true
  }

  /// What a transaction's change makes of the account as it stands on the main state.
  private func transition(
    _ access: AccountAccess, from before: AccountState?
  ) -> Transition? {
    var after = before ?? AccountState()
    if access.nonceBefore != access.nonceAfter { after.nonce = access.nonceAfter }
    if access.codeHashBefore != access.codeHashAfter { after.codeHash = access.codeHashAfter }
    if access.storageCleared { after.hasStorage = access.after?.hasStorage ?? false }
    guard let balance = balance(after: access, from: after.balance) else { return nil }
    after.balance = balance
    // A deletion is taken over unless deltas left something: then the account lives on.
    let isDeleted = access.after == nil && after.isEmpty
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

  private mutating func clearStorage(of account: AccountNumber) {
    accounts[account.index].isStorageCleared = true
    // Rare: an index of slots by account would cost every transaction.
    for number in values.indices
    where accessList.slot(SlotNumber(rawValue: Int32(number))).account == account {
      values[number] = nil
    }
  }

  private mutating func record(
    _ transition: Transition, of account: AccountNumber, _ access: AccountAccess,
    at index: BlockAccessIndex
  ) {
    let before = transition.before ?? AccountState()
    let after = transition.after ?? AccountState()
    if before.balance != after.balance {
      accessList.recordBalance(account, index: index, postBalance: after.balance)
    }
    if before.nonce != after.nonce {
      accessList.recordNonce(account, index: index, newNonce: after.nonce)
    }
    if before.codeHash != after.codeHash {
      accessList.recordCode(
        account, index: index, newCode: access.newCode.map { Array($0.bytes) } ?? [])
    }
  }

  private mutating func merge(
    _ access: SlotAccess, of account: AccountNumber, before known: UInt256?,
    at index: BlockAccessIndex
  ) {
    let number = accessList.touch(access.slot, of: account)
    if number.index == values.count { values.append(nil) }
    guard access.before != access.after else { return }
    let before = known ?? valueBefore(access, account, number)
    values[number.index] = access.after
    // The trie's leaf holds the root of the storage: the account changes with its slots.
    accounts[account.index].isChanged = true
    if before != access.after {
      accessList.recordStorage(number, index: index, newValue: access.after)
    }
  }

  private func valueBefore(_ access: SlotAccess) -> UInt256 {
    guard let account = accessList.number(of: access.address) else { return access.before }
    return valueBefore(access, account, accessList.number(of: access.slot, of: account))
  }

  private func valueBefore(
    _ access: SlotAccess, _ account: AccountNumber, _ number: SlotNumber?
  ) -> UInt256 {
    if let number, let value = values[number.index] { return value }
    return accounts[account.index].isStorageCleared ? .zero : access.before
  }

  // MARK: Reading

  /// The accounts that something which was merged has changed.
  var changedAddresses: [Address] {
    accounts.indices.filter { accounts[$0].isChanged }
      .map { accessList.address(of: AccountNumber(rawValue: Int32($0))) }
  }

  /// The account where something that was merged has changed it; `.some(nil)` where it is gone.
  func changedAccount(at address: Address) -> AccountState?? {
    guard let number = accessList.number(of: address), accounts[number.index].isChanged else {
      return nil
    }
    return .some(accounts[number.index].state)
  }

  /// The slot's value where something that was merged has changed it.
  func changedValue(at address: Address, slot: UInt256) -> UInt256? {
    guard let account = accessList.number(of: address) else { return nil }
    if let number = accessList.number(of: slot, of: account), let value = values[number.index] {
      return value
    }
    return accounts[account.index].isStorageCleared ? .zero : nil
  }

  /// The code with this hash, where it was deployed by something that was merged.
  func deployedCode(hash: Hash32) -> CodeRef? { codes[hash] }

  /// Everything that was merged, relative to the state before it.
  ///
  /// - Parameter order: The access list's own.
  func changes(in order: CanonicalNumbers) -> StateChanges {
    var changes = StateChanges()
    changes.reserve(accounts: accounts.count, slots: values.count)
    for (position, number) in order.accounts.enumerated() where accounts[number.index].isChanged {
      for slot in order.slots(at: position) {
        guard let value = values[slot.index] else { continue }
        changes.append(StateChanges.Slot(slot: accessList.slot(slot).slot, value: value))
      }
      let account = accounts[number.index]
      changes.append(
        accessList.address(of: number), account.state, isStorageCleared: account.isStorageCleared)
    }
    changes.add(codes)
    return changes
  }

  /// What one transaction changed, which was merged last.
  func changes(
    of accesses: ArraySlice<AccountAccess>, _ slots: ArraySlice<SlotAccess>
  ) -> StateChanges {
    let written = Dictionary(grouping: slots.filter { $0.before != $0.after }, by: \.address)
    var changes = StateChanges()
    for access in accesses.sorted(by: { $0.address < $1.address }) {
      guard let number = accessList.number(of: access.address) else { continue }
      let slots = (written[access.address] ?? []).sorted { $0.slot < $1.slot }
      guard access.before != access.after || access.storageCleared || !slots.isEmpty else {
        continue
      }
      for slot in slots {
        changes.append(StateChanges.Slot(slot: slot.slot, value: slot.after))
      }
      changes.append(
        access.address, accounts[number.index].state, isStorageCleared: access.storageCleared)
    }
    return changes
  }
}
