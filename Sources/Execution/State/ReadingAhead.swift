import EVM
import EthereumTypes

/// What transactions that are executed ahead read through: their reads count as the warmer's.
final class ReadingAhead: StateReader {
  private let cache: ReadCache

  init(through cache: ReadCache) { self.cache = cache }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    try cache.accounts[ReadCache.place(of: address)].valueAhead(for: address) {
      () throws(StateReadError) in try cache.store.account(at: address)
    }
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    let key = StorageKey(address: address, slot: slot)
    return try cache.slots[ReadCache.place(of: key)].valueAhead(for: key) {
      () throws(StateReadError) in try cache.store.storage(at: address, slot: slot)
    }
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    try cache.codes.valueAhead(for: hash) { () throws(StateReadError) in
      try cache.store.code(hash: hash)
    }
  }

  func touchCode(hash: Hash32) throws(StateReadError) {
    do throws(StateReadError) {
      _ = try code(hash: hash)
    } catch .codeUnknown {
      // The caller has the code from elsewhere.
    }
  }
}
