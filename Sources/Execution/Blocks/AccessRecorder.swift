import BlockAccessLists
import EVM
import EthereumTypes

/// Merges accesses into the main state and lists them, index by index (EIP-7928).
struct AccessRecorder {
  private(set) var state: MergedState
  private(set) var builder: BlockAccessListBuilder

  init(on start: LayeredState, feeRecipient: Address, builder: BlockAccessListBuilder) {
    state = MergedState(on: start, feeRecipient: feeRecipient)
    self.builder = builder
  }

  /// Merges one entry of a log.
  ///
  /// - Returns: False where the fee recipient would have to spend what it has not yet earned.
  mutating func record(
    _ accounts: ArraySlice<AccountAccess>, _ slots: ArraySlice<SlotAccess>,
    at index: BlockAccessIndex
  ) throws(StateReadError) -> Bool {
    // The slots of an account that is destroyed had values until now.
    let values =
      accounts.contains { $0.storageCleared }
      ? try slots.map { access throws(StateReadError) in try state.value(of: access) } : nil
    for access in accounts {
      guard let transition = try state.apply(access) else { return false }
      record(access, transition, at: index)
    }
    for (position, access) in slots.enumerated() {
      let (before, after) = try state.apply(access, before: values?[position])
      if before == after {
        builder.recordRead(access.address, slot: access.slot)
      } else {
        builder.recordStorage(
          access.address, slot: access.slot, index: index, newValue: after)
      }
    }
    return true
  }

  /// Merges every entry of `log` at one index: the system calls before or after the transactions.
  mutating func recordAll(
    of log: AccessLog, at index: BlockAccessIndex
  ) throws(StateReadError) {
    for position in log.entries.indices {
      // System calls pay no fee: nothing is reconciled by differences.
      _ = try record(log.accounts(at: position), log.slots(at: position), at: index)
    }
  }

  private mutating func record(
    _ access: AccountAccess, _ transition: MergedState.Transition, at index: BlockAccessIndex
  ) {
    let address = access.address
    builder.touch(address)
    let before = transition.before ?? AccountState()
    let after = transition.after ?? AccountState()
    if before.balance != after.balance {
      builder.recordBalance(address, index: index, postBalance: after.balance)
    }
    if before.nonce != after.nonce {
      builder.recordNonce(address, index: index, newNonce: after.nonce)
    }
    if before.codeHash != after.codeHash {
      builder.recordCode(
        address, index: index, newCode: access.newCode.map { Array($0.bytes) } ?? [])
    }
  }
}
