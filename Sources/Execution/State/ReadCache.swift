import EVM
import EthereumTypes

/// What was read from the store in one run of a block, kept for all groups and all attempts.
///
/// A retry starts with clean overlays but warm reads; a repeat has a cache of its own, and starts
/// cold. Striped, so that two workers seldom meet on one lock; each worker asks once per account
/// and slot, since its overlay keeps the answer. Two who ask for the same thing at the same time
/// read it once: the second waits for the first.
final class ReadCache: StateReader {
  private static let stripeCount: UInt64 = 16
  private let store: any StateStore
  private let isImmediate: Bool
  private let accounts: [ReadStripe<Address, AccountState?>]
  private let slots: [ReadStripe<StorageKey, UInt256>]
  /// Only that they were read counts: the analysed code is kept by `CodeCache`.
  private let codes = ReadStripe<Hash32, [UInt8]>(capacity: 16)

  init(store: any StateStore) {
    self.store = store
    isImmediate = store.isImmediate
    accounts = (0..<Self.stripeCount).map { _ in ReadStripe(capacity: 32) }
    slots = (0..<Self.stripeCount).map { _ in ReadStripe(capacity: 64) }
  }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    let stripe = accounts[Self.place(of: address)]
    return if isImmediate {
      try stripe.immediateValue(for: address) { () throws(StateReadError) in
        try store.account(at: address)
      }
    } else {
      try stripe.value(for: address) { () throws(StateReadError) in
        try store.account(at: address)
      }
    }
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    let key = StorageKey(address: address, slot: slot)
    let stripe = slots[Self.place(of: key)]
    return if isImmediate {
      try stripe.immediateValue(for: key) { () throws(StateReadError) in
        try store.storage(at: address, slot: slot)
      }
    } else {
      try stripe.value(for: key) { () throws(StateReadError) in
        try store.storage(at: address, slot: slot)
      }
    }
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    try codes.value(for: hash) { () throws(StateReadError) in try store.code(hash: hash) }
  }

  func touchCode(hash: Hash32) throws(StateReadError) {
    do throws(StateReadError) {
      _ = try code(hash: hash)
    } catch .codeUnknown {
      // The caller has the code from elsewhere: only what it costs to look for it was wanted.
    }
  }

  /// Reads ahead of the executor, from any thread; what is known or under way is passed over.
  ///
  /// One read after the other: who wants several at once calls from several threads. A read that
  /// fails is forgotten, so that the executor meets the error itself.
  func warm(accounts addresses: [Address] = [], slots keys: [StorageKey] = [], codes: [Hash32] = [])
  {
    for address in addresses {
      accounts[Self.place(of: address)].prefetch(address) { () throws(StateReadError) in
        try store.account(at: address)
      }
    }
    for key in keys {
      slots[Self.place(of: key)].prefetch(key) { () throws(StateReadError) in
        try store.storage(at: key.address, slot: key.slot)
      }
    }
    for hash in codes {
      self.codes.prefetch(hash) { () throws(StateReadError) in try store.code(hash: hash) }
    }
  }

  /// What was read since the cache was made.
  var counts: ReadCounts {
    var sum = codes.counts
    for stripe in accounts { sum = sum + stripe.counts }
    for stripe in slots { sum = sum + stripe.counts }
    return sum
  }

  private static func place(of address: Address) -> Int { place(address.hashWord()) }

  private static func place(of key: StorageKey) -> Int {
    place(key.slot.hashWord() ^ key.address.hashWord())
  }

  private static func place(_ hash: UInt64) -> Int { Int(hash >> 32 & (stripeCount - 1)) }
}
