import EVM
import EthereumTypes

/// A store that holds a chain's starting state, under the changes of the blocks since.
///
/// The changes stay in memory: the store below is shared by chains, runs and experiments, and
/// nobody writes to it.
///
/// Sendable by this invariant: `apply` is called by the chain's single owner between two blocks,
/// when nobody reads.
final class ChangedStore: StateStore, @unchecked Sendable {
  private let base: any StateStore
  private var changes = StateChanges()

  init(base: any StateStore) { self.base = base }

  func chill() throws(StateReadError) { try base.chill() }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    try changes.account(at: address, over: base)
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    try changes.storage(at: address, slot: slot, over: base)
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    try changes.code(hash: hash, over: base)
  }

  /// Moves the store to the state after a block.
  ///
  /// - Parameter settled: The state after that block. What a block says of an account that it
  ///   changed tells neither whether storage is left nor that a deleted account has none.
  func apply(_ later: StateChanges, settled: MemoryStore) {
    changes.merge(later)
    for address in later.accounts.keys {
      let account = settled.account(at: address)
      changes.set(address, to: account)
      if account == nil { changes.clearStorage(of: address) }
    }
  }
}
