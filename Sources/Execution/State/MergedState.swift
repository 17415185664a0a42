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
    var writer = Writer.none
  }

  private struct Slot: Sendable {
    /// `nil` as long as the slot is as at the block's start.
    var value: UInt256?
    var writer = Writer.none
  }

  /// Who changed something: whether the merkleizer was sent its last value while the block ran.
  private enum Writer: Sendable, Equatable {
    case none
    /// One group alone, which sent the value it left.
    case group(Int)
    /// Several groups, or the block itself.
    case several

    mutating func note(_ group: Int?) {
      guard let group, self == .none || self == .group(group) else {
        self = .several
        return
      }
      self = .group(group)
    }
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
  /// By `SlotNumber`.
  private var slots: [Slot] = []
  private var codes: [Hash32: [UInt8]] = [:]

  init(feeRecipient: Address) {
    self.feeRecipient = feeRecipient
  }

  /// Makes room for what usual transactions touch.
  mutating func reserve(transactionCount: Int) {
    accessList.reserve(transactionCount: transactionCount)
    accounts.reserveCapacity(3 * transactionCount)
    slots.reserveCapacity(4 * transactionCount)
  }

  // MARK: Merging

  /// Merges one transaction's accesses at an index of the list.
  ///
  /// - Parameter group: The group that ran it; `nil` for what the block itself does.
  /// - Returns: False where the fee recipient would have to spend what it has not yet earned.
  mutating func merge(
    _ accounts: ArraySlice<AccountAccess>, _ slots: ArraySlice<SlotAccess>,
    at index: BlockAccessIndex, by group: Int? = nil
  ) -> Bool {
    // The slots of an account that is destroyed had values until now.
    let values =
      accounts.contains { $0.storageCleared } ? slots.map { valueBefore($0) } : nil
    for access in accounts {
      guard merge(access, at: index, by: group) else { return false }
    }
    var owner: (address: Address, number: AccountNumber)?
    for (position, access) in slots.enumerated() {
      if owner?.address != access.address {
        owner = (access.address, accessList.touch(access.address))
      }
      guard let account = owner?.number else { continue }
      merge(access, of: account, before: values?[position], at: index, by: group)
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

  private mutating func merge(
    _ access: AccountAccess, at index: BlockAccessIndex, by group: Int?
  ) -> Bool {
    let number = accessList.touch(access.address)
    if number.index == accounts.count { accounts.append(Account()) }
    if !accounts[number.index].isKnown {
      accounts[number.index].isKnown = true
      accounts[number.index].state = access.before
    }
    guard access.isChanged else { return true }
    let before = accounts[number.index].state
    guard let transition = Self.transition(access, from: before, feeRecipient: feeRecipient)
    else { return false }
    if access.storageCleared { clearStorage(of: number) }
    if let code = access.newCode { codes[code.hash] = Array(code.bytes) }
    accounts[number.index].state = transition.after
    accounts[number.index].isChanged = true
    accounts[number.index].writer.note(group)
    record(transition, of: number, access, at: index)
    return true
  }

  /// What a transaction's change makes of the account as it stands on the main state.
  ///
  /// Static, like what it calls: a method of a value that is being changed gets a copy of it.
  private static func transition(
    _ access: AccountAccess, from before: AccountState?, feeRecipient: Address
  ) -> Transition? {
    var after = before ?? AccountState()
    if access.nonceBefore != access.nonceAfter { after.nonce = access.nonceAfter }
    if access.codeHashBefore != access.codeHashAfter { after.codeHash = access.codeHashAfter }
    if access.storageCleared { after.hasStorage = access.after?.hasStorage ?? false }
    guard
      let balance = balance(after: access, from: after.balance, feeRecipient: feeRecipient)
    else { return nil }
    after.balance = balance
    // A deletion is taken over unless deltas left something: then the account lives on.
    let isDeleted = access.after == nil && after.isEmpty
    return Transition(before: before, after: isDeleted ? nil : after)
  }

  private static func balance(
    after access: AccountAccess, from current: UInt256, feeRecipient: Address
  ) -> UInt256? {
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
    for number in slots.indices
    where accessList.slot(SlotNumber(rawValue: Int32(number))).account == account {
      slots[number].value = nil
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
        account, index: index, newCode: access.newCode.flatMap { codes[$0.hash] } ?? [])
    }
  }

  private mutating func merge(
    _ access: SlotAccess, of account: AccountNumber, before known: UInt256?,
    at index: BlockAccessIndex, by group: Int?
  ) {
    let number = accessList.touch(access.slot, of: account)
    if number.index == slots.count { slots.append(Slot()) }
    guard access.before != access.after else { return }
    var before = access.before
    if let known {
      before = known
    } else if let value = slots[number.index].value {
      before = value
    } else if accounts[account.index].isStorageCleared {
      before = .zero
    }
    slots[number.index].value = access.after
    slots[number.index].writer.note(group)
    // The trie's leaf holds the root of the storage: the account changes with its slots, and who
    // sends slots sends its fields too.
    accounts[account.index].isChanged = true
    accounts[account.index].writer.note(group)
    if before != access.after {
      accessList.recordStorage(number, index: index, newValue: access.after)
    }
  }

  private func valueBefore(_ access: SlotAccess) -> UInt256 {
    changedValue(at: access.address, slot: access.slot) ?? access.before
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
    if let number = accessList.number(of: slot, of: account), let value = slots[number.index].value
    {
      return value
    }
    return accounts[account.index].isStorageCleared ? .zero : nil
  }

  /// The code with this hash, where it was deployed by something that was merged.
  func deployedCode(hash: Hash32) -> [UInt8]? { codes[hash] }

  /// Everything that was merged, relative to the state before it.
  ///
  /// - Parameter order: The access list's own.
  func changes(in order: CanonicalNumbers) -> StateChanges {
    changes(in: order) { _, _ in true }
  }

  /// Of everything that was merged, what differs from the values that groups left, each sent as
  /// it ended: what several wrote, what the block itself wrote, and the fee recipient.
  ///
  /// - Parameter order: The access list's own.
  func changesBeyondGroups(in order: CanonicalNumbers) -> StateChanges {
    changes(in: order) { account, writer in
      if case .group = writer {
        return account.isStorageCleared || account.state == nil
      }
      return true
    }
  }

  /// The changes of which `isWanted` says so, given their account and who wrote them.
  private func changes(
    in order: CanonicalNumbers, where isWanted: (Account, Writer) -> Bool
  ) -> StateChanges {
    var changes = StateChanges()
    changes.reserve(accounts: accounts.count, slots: slots.count)
    for (position, number) in order.accounts.enumerated() where accounts[number.index].isChanged {
      let account = accounts[number.index]
      let address = accessList.address(of: number)
      let isFeeRecipient = address == feeRecipient
      var isNeeded =
        isFeeRecipient || (account.writer != .none && isWanted(account, account.writer))
      for slot in order.slots(at: position) {
        guard let value = slots[slot.index].value,
          isFeeRecipient || isWanted(account, slots[slot.index].writer)
        else { continue }
        isNeeded = true
        changes.append(StateChanges.Slot(slot: accessList.slot(slot).slot, value: value))
      }
      guard isNeeded else { continue }
      changes.append(address, account.state, isStorageCleared: account.isStorageCleared)
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
      guard access.isChanged || !slots.isEmpty else {
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
