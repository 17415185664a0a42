import EVM
import EthereumTypes

/// What was read from the store in one run of a block, kept for all groups and all attempts.
///
/// A retry starts with clean overlays but warm reads; a repeat has a cache of its own, and starts
/// cold. Striped, so that two workers seldom meet on one lock; each worker asks once per account
/// and slot, since its overlay keeps the answer. Two who ask for the same thing at the same time
/// read it once: the second waits for the first.
package final class ReadCache: StateReader {
  private static let stripeCount: UInt64 = 16
  let store: any StateStore
  let accounts: [ReadStripe<Address, AccountState?>]
  let slots: [ReadStripe<StorageKey, UInt256>]
  /// Only that they were read counts: the analysed code is kept by `CodeCache`.
  let codes = ReadStripe<Hash32, [UInt8]>(capacity: 16)

  package init(store: any StateStore) {
    self.store = store
    accounts = (0..<Self.stripeCount).map { _ in ReadStripe(capacity: 32) }
    slots = (0..<Self.stripeCount).map { _ in ReadStripe(capacity: 64) }
  }

  package func account(at address: Address) throws(StateReadError) -> AccountState? {
    let stripe = accounts[Self.place(of: address)]
    return try stripe.value(for: address) { () throws(StateReadError) in
      try store.account(at: address)
    }
  }

  package func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    let key = StorageKey(address: address, slot: slot)
    let stripe = slots[Self.place(of: key)]
    return try stripe.value(for: key) { () throws(StateReadError) in
      try store.storage(at: address, slot: slot)
    }
  }

  package func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    try codes.value(for: hash) { () throws(StateReadError) in try store.code(hash: hash) }
  }

  package func touchCode(hash: Hash32) throws(StateReadError) {
    do throws(StateReadError) {
      _ = try code(hash: hash)
    } catch .codeUnknown {
      // The caller has the code from elsewhere: only what it costs to look for it was wanted.
    }
  }

  /// What was read since the cache was made.
  package var counts: ReadCounts {
    var sum = codes.counts
    for stripe in accounts { sum = sum + stripe.counts }
    for stripe in slots { sum = sum + stripe.counts }
    return sum
  }

  static func place(of address: Address) -> Int { place(address.hashWord()) }

  static func place(of key: StorageKey) -> Int {
    place(key.slot.hashWord() ^ key.address.hashWord())
  }

  private static func place(_ hash: UInt64) -> Int { Int(hash >> 32 & (stripeCount - 1)) }
}
