import EthereumTypes

/// Changes of accounts, in the order in which they were made, under hashed keys.
struct KeyedChanges: Sendable {
  /// A change of one account.
  struct Change: Sendable {
    /// The hash of the address.
    let key: Hash32
    /// The account's fields afterwards; nil if it does not exist any more.
    let fields: (nonce: UInt64, balance: UInt256, codeHash: Hash32)?
    /// Whether the storage before is gone.
    let storageCleared: Bool
    /// Where the slots that changed are.
    let slots: Range<Int>
  }

  /// A new value of one slot; zero removes it.
  struct Slot: BitwiseCopyable, Sendable {
    /// The hash of the slot's number.
    let key: Hash32
    let value: UInt256
  }

  private(set) var accounts: [Change] = []
  private(set) var slots: [Slot] = []

  /// Appends the changes of `updates`, whose keys are hashed together.
  mutating func append(_ updates: some Collection<AccountUpdate>) {
    let keys = keccak256(each: updates.map(\.address))
    var numbers: [UInt256] = []
    for update in updates {
      for slot in update.storage { numbers.append(slot.slot) }
    }
    let slotKeys = keccak256(eachWord: numbers)
    accounts.reserveCapacity(accounts.count + keys.count)
    slots.reserveCapacity(slots.count + slotKeys.count)
    var next = 0
    for (key, update) in zip(keys, updates) {
      let start = slots.count
      for slot in update.storage {
        slots.append(Slot(key: slotKeys[next], value: slot.value))
        next &+= 1
      }
      accounts.append(
        Change(
          key: key, fields: update.account, storageCleared: update.storageCleared,
          slots: start..<slots.count))
    }
  }

  /// Appends a change of one account.
  mutating func append(_ change: Change, slots added: some Collection<Slot>) {
    let start = slots.count
    slots.append(contentsOf: added)
    accounts.append(
      Change(
        key: change.key, fields: change.fields, storageCleared: change.storageCleared,
        slots: start..<slots.count))
  }

  /// Appends all of `others`.
  mutating func append(contentsOf others: KeyedChanges) {
    for change in others.accounts { append(change, slots: others.slots[change.slots]) }
  }

  /// Forgets all changes.
  mutating func removeAll() {
    accounts.removeAll(keepingCapacity: true)
    slots.removeAll(keepingCapacity: true)
  }
}
