import EthereumTypes

/// Which fields of an account a transaction observed.
package struct FieldSet: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let balance = FieldSet(rawValue: 1)
  package static let nonce = FieldSet(rawValue: 2)
  package static let code = FieldSet(rawValue: 4)
  /// Whether the account exists or is empty, as CALL and SELFDESTRUCT ask for their gas.
  package static let existence = FieldSet(rawValue: 8)
}

/// One account in one transaction's accesses (EIP-7928 lists it even when nothing changed).
package struct AccountAccess: Sendable {
  package let address: Address
  /// The fields whose value the transaction saw.
  package let reads: FieldSet
  /// Just before the transaction, in the state that it ran on.
  package let before: AccountState?
  package let after: AccountState?
  /// The code behind `after.codeHash` where the transaction changed it.
  package let newCode: CodeRef?
  /// Whether the account itself is another than before, or its storage was wiped.
  package let isChanged: Bool
  /// The account's storage was wiped (SELFDESTRUCT, or creation over what was there).
  package let storageCleared: Bool

  package var balanceBefore: UInt256 { before?.balance ?? .zero }
  package var balanceAfter: UInt256 { after?.balance ?? .zero }
  package var nonceBefore: UInt64 { before?.nonce ?? 0 }
  package var nonceAfter: UInt64 { after?.nonce ?? 0 }
  package var codeHashBefore: Hash32 { before?.codeHash ?? .emptyKeccak }
  package var codeHashAfter: Hash32 { after?.codeHash ?? .emptyKeccak }
}

/// One storage slot in one transaction's accesses.
package struct SlotAccess: Sendable {
  package let address: Address
  package let slot: UInt256
  /// Just before the transaction, in the state that it ran on.
  package let before: UInt256
  package let after: UInt256
}

/// Everything that a run of transactions touched, one entry per transaction and resource.
///
/// Flat arrays with a range per transaction: one log serves a whole group without allocating for
/// each transaction.
package struct AccessLog: Sendable {
  /// The entries of one transaction.
  package struct Entry: Sendable {
    package let accounts: Range<Int>
    package let slots: Range<Int>
  }

  package private(set) var accounts: [AccountAccess] = []
  package private(set) var slots: [SlotAccess] = []
  package private(set) var entries: [Entry] = []
  private var accountStart = 0
  private var slotStart = 0

  package init() {}

  /// Makes room for what a usual transaction touches, times `transactionCount`.
  package mutating func reserve(transactionCount: Int) {
    accounts.reserveCapacity(6 * transactionCount)
    slots.reserveCapacity(6 * transactionCount)
    entries.reserveCapacity(transactionCount)
  }

  /// Forgets everything but the memory that held it.
  package mutating func removeAll() {
    accounts.removeAll(keepingCapacity: true)
    slots.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    accountStart = 0
    slotStart = 0
  }

  mutating func append(_ access: AccountAccess) { accounts.append(access) }
  mutating func append(_ access: SlotAccess) { slots.append(access) }

  /// Closes the current transaction's entry.
  mutating func closeEntry() {
    entries.append(
      Entry(accounts: accountStart..<accounts.count, slots: slotStart..<slots.count))
    accountStart = accounts.count
    slotStart = slots.count
  }

  /// The accounts of the `position`-th transaction that was logged.
  package func accounts(at position: Int) -> ArraySlice<AccountAccess> {
    accounts[entries[position].accounts]
  }

  /// The slots of the `position`-th transaction that was logged.
  package func slots(at position: Int) -> ArraySlice<SlotAccess> {
    slots[entries[position].slots]
  }
}
