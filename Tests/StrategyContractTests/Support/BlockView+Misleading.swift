import EthereumTypes
import Scheduling

extension BlockView {
  /// The view with everything that was not declared replaced by something that would mislead
  /// whoever reads it: every transaction writes, reads and loads one account's whole state.
  func withMisleadingKnowledge(beyond needs: Set<BlockKnowledge>) -> BlockView {
    let address = BlockDraft.counter
    let resources: [Resource] = [
      .balance(address), .nonce(address), .code(address), .storage(address, 0),
    ]
    let slot = StorageSlot(address: address, slot: 0)
    let hasAccessList = needs.contains(.blockAccessList)
    return BlockView(
      transactions: transactions, feeRecipient: feeRecipient,
      feeRecipientIsResource: hasAccessList ? feeRecipientIsResource : true,
      writes: hasAccessList ? writes : transactions.map { _ in resources },
      storageReads: hasAccessList ? storageReads : [slot],
      observed: needs.contains(.observedReads)
        ? observed
        : transactions.map { _ in ObservedAccess(addresses: [address], reads: resources) },
      attributed: needs.contains(.attributedReads)
        ? attributed
        : transactions.map { _ in
          AttributedReads(
            changedSlots: [slot], readOnlySlots: [slot], accountFields: Array(resources.prefix(3)))
        })
  }
}
