import EthereumTypes

/// Collects what a block accesses and changes, in any order, and makes the canonical list of it.
///
/// Recording appends to flat arrays; addresses and slots are numbered as they first appear, so
/// that building sorts each of them once.
///
/// A change is recorded with the value *after* an index, and only where that differs from the
/// value before the same index; the caller knows both (EIP-7928). Recording a field again at the
/// same index replaces its value: the post-execution index pays withdrawals and then runs system
/// calls, and the last one counts.
package struct BlockAccessListBuilder: Sendable {
  private struct StorageRecord: Sendable {
    let slot: Int32
    let index: BlockAccessIndex
    let newValue: UInt256
  }

  private struct FieldRecord<Change: Sendable>: Sendable {
    let account: Int32
    let change: Change
  }

  private var addresses = InterningTable<Address>()
  private var slots = InterningTable<SlotKey>()
  private var storage: [StorageRecord] = []
  private var balances: [FieldRecord<BalanceChange>] = []
  private var nonces: [FieldRecord<NonceChange>] = []
  private var codes: [FieldRecord<CodeChange>] = []

  /// A builder that has recorded nothing.
  package init() {}

  /// Lists `address`, even if nothing of it changes.
  package mutating func touch(_ address: Address) {
    _ = addresses.number(of: address)
  }

  /// Lists `slot` as read, unless some index changes it.
  package mutating func recordRead(_ address: Address, slot: UInt256) {
    _ = slotNumber(address, slot)
  }

  /// Records that `slot` has `newValue` after `index`.
  package mutating func recordStorage(
    _ address: Address, slot: UInt256, index: BlockAccessIndex, newValue: UInt256
  ) {
    storage.append(
      StorageRecord(slot: slotNumber(address, slot), index: index, newValue: newValue))
  }

  /// Records that the account has `postBalance` after `index`.
  package mutating func recordBalance(
    _ address: Address, index: BlockAccessIndex, postBalance: UInt256
  ) {
    let change = BalanceChange(index: index, postBalance: postBalance)
    balances.append(FieldRecord(account: addresses.number(of: address), change: change))
  }

  /// Records that the account has `newNonce` after `index`.
  package mutating func recordNonce(
    _ address: Address, index: BlockAccessIndex, newNonce: UInt64
  ) {
    let change = NonceChange(index: index, newNonce: newNonce)
    nonces.append(FieldRecord(account: addresses.number(of: address), change: change))
  }

  /// Records that the account has `newCode` after `index`.
  package mutating func recordCode(_ address: Address, index: BlockAccessIndex, newCode: [UInt8]) {
    let change = CodeChange(index: index, newCode: newCode)
    codes.append(FieldRecord(account: addresses.number(of: address), change: change))
  }

  /// The canonical list of everything recorded so far.
  ///
  /// - Complexity: O(*r* + *a* log *a* + *s* log *s*) for *r* records of *a* distinct addresses
  ///   and *s* distinct slots, when records of one resource come in the order of their indices.
  package func build() -> BlockAccessList {
    let keys = addresses.keys
    let order = keys.indices.sorted { keys[$0] < keys[$1] }
    var accounts = order.map { AccountChanges(address: keys[$0]) }
    var positions = [Int](repeating: 0, count: keys.count)
    for (position, number) in order.enumerated() { positions[number] = position }

    for record in balances {
      accounts[positions[Int(record.account)]].balanceChanges.record(record.change)
    }
    for record in nonces {
      accounts[positions[Int(record.account)]].nonceChanges.record(record.change)
    }
    for record in codes {
      accounts[positions[Int(record.account)]].codeChanges.record(record.change)
    }
    placeSlots(in: &accounts, positions: positions)
    return BlockAccessList(accounts: accounts)
  }

  /// Gives each slot to its account: with its changes, or as a read if it has none.
  private func placeSlots(in accounts: inout [AccountChanges], positions: [Int]) {
    var changes = [[StorageChange]](repeating: [], count: slots.keys.count)
    for record in storage {
      changes[Int(record.slot)].record(
        StorageChange(index: record.index, newValue: record.newValue))
    }
    let keys = slots.keys
    for (position, members) in slotsByAccount(positions).enumerated() {
      for number in members.sorted(by: { keys[Int($0)].slot < keys[Int($1)].slot }) {
        let slot = keys[Int(number)].slot
        if changes[Int(number)].isEmpty {
          accounts[position].storageReads.append(slot)
        } else {
          accounts[position].storageChanges.append(
            SlotChanges(slot: slot, changes: changes[Int(number)]))
        }
      }
    }
  }

  /// The numbers of the slots of each account, by the account's position.
  private func slotsByAccount(_ positions: [Int]) -> [ArraySlice<Int32>] {
    // A counting sort; sorting each account's few slots after it is cheaper than sorting all.
    var starts = [Int](repeating: 0, count: positions.count + 1)
    for key in slots.keys { starts[positions[Int(key.account)] + 1] += 1 }
    for position in positions.indices { starts[position + 1] += starts[position] }
    var cursors = starts
    var numbers = [Int32](repeating: 0, count: slots.keys.count)
    for (number, key) in slots.keys.enumerated() {
      let position = positions[Int(key.account)]
      numbers[cursors[position]] = Int32(number)
      cursors[position] += 1
    }
    return positions.indices.map { numbers[starts[$0]..<starts[$0 + 1]] }
  }

  private mutating func slotNumber(_ address: Address, _ slot: UInt256) -> Int32 {
    slots.number(of: SlotKey(account: addresses.number(of: address), slot: slot))
  }
}

/// A storage slot of a numbered account.
private struct SlotKey: InternedKey {
  let account: Int32
  let slot: UInt256

  func hashWord() -> UInt64 { slot.hashWord(salt: UInt64(UInt32(bitPattern: account))) }
}

/// A change that stands at one index.
private protocol IndexedChange {
  var index: BlockAccessIndex { get }
}

extension StorageChange: IndexedChange {}
extension BalanceChange: IndexedChange {}
extension NonceChange: IndexedChange {}
extension CodeChange: IndexedChange {}

extension Array where Element: IndexedChange {
  /// Puts `change` in its place by index, instead of an earlier one at the same index.
  fileprivate mutating func record(_ change: Element) {
    // Executors hand over transactions in order, so the place is nearly always the end.
    var place = count
    while place > 0, self[place - 1].index > change.index { place -= 1 }
    if place > 0, self[place - 1].index == change.index {
      self[place - 1] = change
    } else {
      insert(change, at: place)
    }
  }
}
