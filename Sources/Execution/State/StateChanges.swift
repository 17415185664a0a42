import EVM
import EthereumTypes

/// A storage slot of an account.
package struct StorageKey: Hashable, Comparable, Sendable {
  package let address: Address
  package let slot: UInt256

  package init(address: Address, slot: UInt256) {
    self.address = address
    self.slot = slot
  }

  package static func < (a: StorageKey, b: StorageKey) -> Bool {
    a.address == b.address ? a.slot < b.slot : a.address < b.address
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(address.hashWord() ^ slot.hashWord())
  }
}

/// What a run of transactions leaves behind, relative to the state that it started on.
struct StateChanges: Sendable, Equatable {
  /// The account afterwards; `.some(nil)` where it was deleted.
  private(set) var accounts: [Address: AccountState?] = [:]
  private(set) var slots: [StorageKey: UInt256] = [:]
  /// Accounts whose storage was wiped before the values in `slots` were written.
  private(set) var clearedStorage: Set<Address> = []
  /// Code that was deployed, by hash.
  private(set) var codes: [Hash32: [UInt8]] = [:]

  mutating func set(_ address: Address, to state: AccountState?) {
    accounts[address] = .some(state)
  }

  mutating func set(_ key: StorageKey, to value: UInt256) {
    slots[key] = value
  }

  mutating func addCode(_ code: CodeRef) {
    codes[code.hash] = Array(code.bytes)
  }

  mutating func clearStorage(of address: Address) {
    clearedStorage.insert(address)
    for key in slots.keys where key.address == address { slots[key] = nil }
  }

  /// Adds changes that were made on top of these.
  mutating func merge(_ later: StateChanges) {
    for address in later.clearedStorage { clearStorage(of: address) }
    accounts.merge(later.accounts) { $1 }
    slots.merge(later.slots) { $1 }
    codes.merge(later.codes) { $1 }
  }
}
