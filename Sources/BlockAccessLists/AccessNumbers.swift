import EthereumTypes

/// The number that a builder gave an account.
package struct AccountNumber: Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The number as an index of what is kept by account.
  package var index: Int { Int(rawValue) }
}

/// The number that a builder gave a storage slot.
package struct SlotNumber: Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The number as an index of what is kept by slot.
  package var index: Int { Int(rawValue) }
}

/// A storage slot of a numbered account.
package struct NumberedSlot: InternedKey {
  package let account: AccountNumber
  package let slot: UInt256

  func hashWord() -> UInt64 { slot.hashWord(salt: UInt64(UInt32(bitPattern: account.rawValue))) }
}

/// A builder's numbers in canonical order: accounts ascending by address, and the slots of each
/// ascending.
package struct CanonicalNumbers: Sendable {
  /// Ascending by address.
  package let accounts: [AccountNumber]
  /// The slots of the first account, then those of the second, and so on.
  fileprivate let slots: [SlotNumber]
  /// Where the slots of each account begin, and at the end how many there are.
  fileprivate let slotStarts: [Int]

  init(accounts: [AccountNumber], slots: [SlotNumber], slotStarts: [Int]) {
    self.accounts = accounts
    self.slots = slots
    self.slotStarts = slotStarts
  }

  /// The slots of the account at a position of `accounts`, ascending.
  package func slots(at position: Int) -> ArraySlice<SlotNumber> {
    slots[slotStarts[position]..<slotStarts[position + 1]]
  }
}
