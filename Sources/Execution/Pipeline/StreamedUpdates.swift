import EVM
import EthereumTypes
import StateTrie

/// What a worker sends to the merkleizer of transactions that are not merged yet.
extension AccessLog {
  /// The changes of the transactions with these places in the log, in their order.
  ///
  /// - Parameter feeRecipient: Left out: its balance is known only when the block is merged.
  func accountUpdates(at entries: Range<Int>, besides feeRecipient: Address) -> [AccountUpdate] {
    var updates: [AccountUpdate] = []
    for entry in entries { append(entry, besides: feeRecipient, to: &updates) }
    return updates
  }

  private func append(
    _ entry: Int, besides feeRecipient: Address, to updates: inout [AccountUpdate]
  ) {
    let first = updates.count
    let slots = slots(at: entry)
    for access in accounts(at: entry) where access.address != feeRecipient {
      let isWritten = slots.contains { $0.address == access.address && $0.before != $0.after }
      guard access.isChanged || isWritten else { continue }
      updates.append(
        AccountUpdate(
          address: access.address,
          account: access.after.map { ($0.nonce, $0.balance, $0.codeHash) },
          storageCleared: access.storageCleared))
    }
    for access in slots where access.before != access.after {
      guard
        let place = updates[first...].firstIndex(where: { $0.address == access.address })
      else { continue }
      updates[place].storage.append((access.slot, access.after))
    }
  }
}
