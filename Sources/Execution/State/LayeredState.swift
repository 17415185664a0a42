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
    try changes.account(at: address, over: base)
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    try changes.storage(at: address, slot: slot, over: base)
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    try changes.code(hash: hash, over: base)
  }

  func touchCode(hash: Hash32) throws(StateReadError) {
    if changes.codes[hash] == nil { try base.touchCode(hash: hash) }
  }
}

/// The state that changes leave on top of another one.
extension StateChanges {
  func account(
    at address: Address, over base: any StateReader
  ) throws(StateReadError) -> AccountState? {
    if let changed = accounts[address] { return changed }
    return try base.account(at: address)
  }

  func storage(
    at address: Address, slot: UInt256, over base: any StateReader
  ) throws(StateReadError) -> UInt256 {
    if let changed = slots[StorageKey(address: address, slot: slot)] { return changed }
    if clearedStorage.contains(address) { return .zero }
    return try base.storage(at: address, slot: slot)
  }

  func code(hash: Hash32, over base: any StateReader) throws(StateReadError) -> [UInt8] {
    if let code = codes[hash] { return code }
    return try base.code(hash: hash)
  }
}
