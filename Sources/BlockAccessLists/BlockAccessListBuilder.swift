import EthereumTypes

/// Collects what a block accesses and changes, in any order, and makes the canonical list of it.
///
/// Recording appends to flat arrays; addresses and slots are numbered as they first appear, so
/// that building sorts each of them once. Whoever merges transactions keeps what else it knows of
/// an account or slot under the same number, and looks each up once.
///
/// A change is recorded with the value *after* an index, and only where that differs from the
/// value before the same index; the caller knows both (EIP-7928). Recording a field again at the
/// same index replaces its value: the post-execution index pays withdrawals and then runs system
/// calls, and the last one counts.
package struct BlockAccessListBuilder: Sendable {
  private struct StorageRecord: Sendable {
    let slot: SlotNumber
    let index: BlockAccessIndex
    let newValue: UInt256
  }

  private struct FieldRecord<Change: Sendable>: Sendable {
    let account: AccountNumber
    let change: Change
  }

  private var addresses = InterningTable<Address>()
  private var slots = InterningTable<NumberedSlot>()
  private var storage: [StorageRecord] = []
  private var balances: [FieldRecord<BalanceChange>] = []
  private var nonces: [FieldRecord<NonceChange>] = []
  private var codes: [FieldRecord<CodeChange>] = []

  /// A builder that has recorded nothing.
  package init() {}

  /// Makes room for what usual transactions record.
  package mutating func reserve(transactionCount: Int) {
    storage.reserveCapacity(4 * transactionCount)
    balances.reserveCapacity(4 * transactionCount)
    nonces.reserveCapacity(2 * transactionCount)
  }

  // MARK: Numbers

  /// Lists `address`, even if nothing of it changes.
  @discardableResult
  package mutating func touch(_ address: Address) -> AccountNumber {
    AccountNumber(rawValue: addresses.number(of: address))
  }

  /// Lists `slot` as read, unless some index changes it.
  @discardableResult
  package mutating func touch(_ slot: UInt256, of account: AccountNumber) -> SlotNumber {
    SlotNumber(rawValue: slots.number(of: NumberedSlot(account: account, slot: slot)))
  }

  /// The number of `address`, if it is listed.
  package func number(of address: Address) -> AccountNumber? {
    addresses.existingNumber(of: address).map(AccountNumber.init)
  }

  /// The number of `slot`, if it is listed.
  package func number(of slot: UInt256, of account: AccountNumber) -> SlotNumber? {
    slots.existingNumber(of: NumberedSlot(account: account, slot: slot)).map(SlotNumber.init)
  }

  /// How many accounts are listed; their numbers are less.
  package var accountCount: Int { addresses.keys.count }
  /// How many slots are listed; their numbers are less.
  package var slotCount: Int { slots.keys.count }

  /// The account with this number.
  package func address(of account: AccountNumber) -> Address { addresses.keys[account.index] }

  /// The slot with this number, and the account that it belongs to.
  package func slot(_ slot: SlotNumber) -> NumberedSlot { slots.keys[slot.index] }

  // MARK: Records

  /// Records that `slot` has `newValue` after `index`.
  package mutating func recordStorage(
    _ slot: SlotNumber, index: BlockAccessIndex, newValue: UInt256
  ) {
    storage.append(StorageRecord(slot: slot, index: index, newValue: newValue))
  }

  /// Records that the account has `postBalance` after `index`.
  package mutating func recordBalance(
    _ account: AccountNumber, index: BlockAccessIndex, postBalance: UInt256
  ) {
    let change = BalanceChange(index: index, postBalance: postBalance)
    balances.append(FieldRecord(account: account, change: change))
  }

  /// Records that the account has `newNonce` after `index`.
  package mutating func recordNonce(
    _ account: AccountNumber, index: BlockAccessIndex, newNonce: UInt64
  ) {
    let change = NonceChange(index: index, newNonce: newNonce)
    nonces.append(FieldRecord(account: account, change: change))
  }

  /// Records that the account has `newCode` after `index`.
  package mutating func recordCode(
    _ account: AccountNumber, index: BlockAccessIndex, newCode: [UInt8]
  ) {
    let change = CodeChange(index: index, newCode: newCode)
    codes.append(FieldRecord(account: account, change: change))
  }

  // MARK: Building

  /// The numbers of everything listed, in the list's order.
  ///
  /// - Complexity: O(*a* log *a* + *s* log *s*) for *a* addresses and *s* slots.
  package func canonicalOrder() -> CanonicalNumbers {
    let addresses = addresses.keys
    let accounts = addresses.indices.sorted { addresses[$0] < addresses[$1] }
    // A counting sort by account; sorting each account's few slots after it is cheaper than
    // sorting all.
    var positions = [Int](repeating: 0, count: accounts.count)
    for (position, number) in accounts.enumerated() { positions[number] = position }
    let keys = slots.keys
    var starts = [Int](repeating: 0, count: accounts.count + 1)
    for key in keys { starts[positions[key.account.index] + 1] += 1 }
    for position in accounts.indices { starts[position + 1] += starts[position] }
    var cursors = starts
    var ordered = [SlotNumber](repeating: SlotNumber(rawValue: 0), count: keys.count)
    for (number, key) in keys.enumerated() {
      let position = positions[key.account.index]
      ordered[cursors[position]] = SlotNumber(rawValue: Int32(number))
      cursors[position] += 1
    }
    for position in accounts.indices where starts[position + 1] - starts[position] > 1 {
      ordered[starts[position]..<starts[position + 1]].sort {
        keys[$0.index].slot < keys[$1.index].slot
      }
    }
    return CanonicalNumbers(
      accounts: accounts.map { AccountNumber(rawValue: Int32($0)) }, slots: ordered,
      slotStarts: starts)
  }

  /// The canonical list of everything recorded so far.
  ///
  /// - Parameter order: The builder's own `canonicalOrder()`.
  /// - Complexity: O(*r* + *a* + *s*) for *r* records of *a* distinct addresses and *s* distinct
  ///   slots, when records of one resource come in the order of their indices.
  package func build(in order: CanonicalNumbers) -> BlockAccessList {
    var accounts = order.accounts.map { AccountChanges(address: address(of: $0)) }
    var positions = [Int](repeating: 0, count: accounts.count)
    for (position, number) in order.accounts.enumerated() { positions[number.index] = position }
    for record in balances {
      accounts[positions[record.account.index]].balanceChanges.record(record.change)
    }
    for record in nonces {
      accounts[positions[record.account.index]].nonceChanges.record(record.change)
    }
    for record in codes {
      accounts[positions[record.account.index]].codeChanges.record(record.change)
    }
    placeSlots(in: &accounts, order)
    return BlockAccessList(accounts: accounts)
  }

  /// Gives each slot to its account: with its changes, or as a read if it has none.
  private func placeSlots(in accounts: inout [AccountChanges], _ order: CanonicalNumbers) {
    var changes = [ChangeList<StorageChange>](repeating: [], count: slotCount)
    for record in storage {
      changes[record.slot.index].record(
        StorageChange(index: record.index, newValue: record.newValue))
    }
    for position in accounts.indices {
      for number in order.slots(at: position) {
        let slot = slot(number).slot
        if changes[number.index].isEmpty {
          accounts[position].storageReads.append(slot)
        } else {
          accounts[position].storageChanges.append(
            SlotChanges(slot: slot, changes: changes[number.index]))
        }
      }
    }
  }
}

/// A change that stands at one index.
private protocol IndexedChange {
  var index: BlockAccessIndex { get }
}

extension StorageChange: IndexedChange {}
extension BalanceChange: IndexedChange {}
extension NonceChange: IndexedChange {}
extension CodeChange: IndexedChange {}

extension RangeReplaceableCollection
where Self: RandomAccessCollection & MutableCollection, Index == Int, Element: IndexedChange {
  /// Puts `change` in its place by index, instead of an earlier one at the same index.
  fileprivate mutating func record(_ change: Element) {
    // Executors hand over transactions in order, so the place is nearly always the end.
    var place = count
    while place > 0, self[place - 1].index > change.index { place -= 1 }
    if place > 0, self[place - 1].index == change.index {
      self[place - 1] = change
    } else if place == count {
      append(change)
    } else {
      insert(change, at: place)
    }
  }
}
