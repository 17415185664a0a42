import EVM
import EthereumTypes
import Synchronization

/// What was read from the store in one block, kept for all groups and all attempts at it.
///
/// A retry starts with clean overlays but warm reads. Striped, so that two workers seldom meet on
/// one lock; each group asks once per account and slot, since its overlay keeps the answer.
final class ReadCache: StateReader {
  private struct Contents {
    var accounts: [Address: AccountState?] = [:]
    var slots: [StorageKey: UInt256] = [:]

    init() {
      // What a usual block reads, spread over the stripes: growing would hold the lock.
      accounts.reserveCapacity(32)
      slots.reserveCapacity(64)
    }
  }

  private final class Stripe: Sendable {
    let contents = Mutex(Contents())
  }

  private static let stripeCount: UInt64 = 16
  private let store: any StateReader
  private let stripes: [Stripe]

  init(store: any StateReader) {
    self.store = store
    stripes = (0..<Self.stripeCount).map { _ in Stripe() }
  }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    let stripe = stripe(address.hashWord())
    if let known = stripe.contents.withLock({ $0.accounts[address] }) { return known }
    // Read outside the lock: a slow store must not hold up the other readers of the stripe.
    let account = try store.account(at: address)
    stripe.contents.withLock { $0.accounts[address] = .some(account) }
    return account
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    let key = StorageKey(address: address, slot: slot)
    let stripe = stripe(slot.hashWord() ^ address.hashWord())
    if let known = stripe.contents.withLock({ $0.slots[key] }) { return known }
    let value = try store.storage(at: address, slot: slot)
    stripe.contents.withLock { $0.slots[key] = value }
    return value
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    // Code is cached, analysed, by `CodeCache`.
    try store.code(hash: hash)
  }

  private func stripe(_ hash: UInt64) -> Stripe {
    stripes[Int(hash >> 32 & (Self.stripeCount - 1))]
  }
}
