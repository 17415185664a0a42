import EVM
import EthereumTypes

/// What was merged, frozen over the state before it: what transactions read while they run.
final class LayeredState: StateReader {
  private let base: any StateReader
  private let merged: MergedState
  /// A bit for each changed account: nearly all that a block's start changed nothing of is told
  /// apart without a look at memory that the workers share.
  private let filter: UInt64

  init(base: any StateReader, merged: MergedState) {
    self.base = base
    self.merged = merged
    filter = merged.changedAddresses.reduce(0) { $0 | Self.bit(of: $1) }
  }

  private static func bit(of address: Address) -> UInt64 { 1 << (address.hashWord() & 63) }

  @inline(__always)
  private func mayHaveChanged(_ address: Address) -> Bool { filter & Self.bit(of: address) != 0 }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    if mayHaveChanged(address), let changed = merged.changedAccount(at: address) { return changed }
    return try base.account(at: address)
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    if mayHaveChanged(address), let changed = merged.changedValue(at: address, slot: slot) {
      return changed
    }
    return try base.storage(at: address, slot: slot)
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    if let code = merged.deployedCode(hash: hash) { return code }
    return try base.code(hash: hash)
  }

  func touchCode(hash: Hash32) throws(StateReadError) {
    if merged.deployedCode(hash: hash) == nil { try base.touchCode(hash: hash) }
  }
}
