import EVM
import EthereumTypes
import Execution
import Synchronization

/// A store that fails at chosen reads.
final class FailingStore: StateStore {
  static let message = "injected"

  private let base: any StateStore
  private let fails: @Sendable (Int) -> Bool
  private let reads = Atomic<Int>(0)

  /// - Parameter fails: Whether the read of this number, from 0, fails.
  init(over base: any StateStore, fails: @escaping @Sendable (Int) -> Bool = { _ in false }) {
    self.base = base
    self.fails = fails
  }

  /// How many reads there were.
  var count: Int { reads.load(ordering: .relaxed) }

  func chill() throws(StateReadError) { try base.chill() }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    try check()
    return try base.account(at: address)
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    try check()
    return try base.storage(at: address, slot: slot)
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    try check()
    return try base.code(hash: hash)
  }

  private func check() throws(StateReadError) {
    if fails(reads.wrappingAdd(1, ordering: .relaxed).oldValue) { throw .store(Self.message) }
  }
}
