import EVM
import EthereumTypes

/// A frozen layer of changes over another state: what transactions read while they run.
final class LayeredState: StateReader {
  private let base: any StateReader
  let changes: StateChanges

  init(base: any StateReader, changes: StateChanges) {
    self.base = base
    self.changes = changes
  }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    if let changed = changes.accounts[address] { return changed }
    return try base.account(at: address)
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    if let changed = changes.slots[StorageKey(address: address, slot: slot)] { return changed }
    if changes.clearedStorage.contains(address) { return .zero }
    return try base.storage(at: address, slot: slot)
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    if let code = changes.codes[hash] { return code }
    return try base.code(hash: hash)
  }
}
