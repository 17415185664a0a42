import EVM
import EthereumTypes

/// A storage slot of an account.
package struct StorageKey: Hashable, Sendable {
  package let address: Address
  package let slot: UInt256

  package init(address: Address, slot: UInt256) {
    self.address = address
    self.slot = slot
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(address.hashWord() ^ slot.hashWord())
  }
}

/// What a run of transactions leaves behind, relative to the state that it started on; in
/// canonical order, so that equal changes are equal values.
struct StateChanges: Sendable, Equatable {
  /// An account that changed, or a slot of it.
  struct Account: Sendable, Equatable {
    let address: Address
    /// The account afterwards; `nil` where it was deleted.
    let state: AccountState?
    /// The storage was wiped before the values of `slots` were written.
    let isStorageCleared: Bool
    /// The account's part of the slots.
    let slots: Range<Int>
  }

  /// A slot that was written, and its value afterwards.
  struct Slot: Sendable, Equatable {
    let slot: UInt256
    let value: UInt256
  }

  /// Ascending by address.
  private(set) var accounts: [Account] = []
  /// Ascending within each account.
  private(set) var slots: [Slot] = []
  /// Code that was deployed, by hash.
  private(set) var codes: [Hash32: [UInt8]] = [:]

  /// The slots of an account.
  func slots(of account: Account) -> ArraySlice<Slot> { slots[account.slots] }

  mutating func reserve(accounts: Int, slots: Int) {
    self.accounts.reserveCapacity(accounts)
    self.slots.reserveCapacity(slots)
  }

  /// Adds a slot of the account that is appended next.
  mutating func append(_ slot: Slot) { slots.append(slot) }

  /// Adds an account, whose slots were appended since the account before it.
  mutating func append(_ address: Address, _ state: AccountState?, isStorageCleared: Bool) {
    let start = accounts.last?.slots.upperBound ?? 0
    accounts.append(
      Account(
        address: address, state: state, isStorageCleared: isStorageCleared,
        slots: start..<slots.count))
  }

  mutating func add(_ codes: [Hash32: [UInt8]]) { self.codes = codes }
}
