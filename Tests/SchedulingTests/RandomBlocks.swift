import Scheduling
import TestSupport

extension BlockView {
  /// A small block in which everything is likely to meet everything else.
  static func random(seed: UInt64) -> BlockView {
    var generator = SplitMix64(seed: seed)
    let accounts = (1...6).map { Address(UInt64($0)) }
    let slots = accounts.flatMap { account in
      [0, 1].map { StorageSlot(address: account, slot: $0) }
    }
    let resources = accounts.flatMap { [Resource.balance($0), .nonce($0), .code($0)] }
    let transactions = (0..<generator.element(of: [0, 1, 2, 3, 4, 5, 6, 7])).map {
      TransactionView.random(index: $0, accounts: accounts, using: &generator)
    }
    let changed = generator.some(of: slots, oneIn: 2)
    let writable = changed.map { Resource.storage($0.address, $0.slot) } + resources
    let unchanged = Set(slots).subtracting(changed).sorted()
    let rarity = generator.element(of: [4, 8, 16] as [UInt64])
    let writes = transactions.map { _ in generator.some(of: writable, oneIn: rarity) }
    let observed = transactions.map { _ in
      ObservedAccess(addresses: generator.some(of: accounts, oneIn: 4).shuffled(using: &generator))
    }
    let attributed = transactions.map { _ in
      AttributedReads(
        changedSlots: generator.some(of: changed, oneIn: rarity),
        readOnlySlots: generator.some(of: unchanged, oneIn: 2),
        accountFields: generator.some(of: resources, oneIn: rarity))
    }
    return BlockView(
      transactions: transactions, feeRecipient: generator.element(of: accounts),
      feeRecipientIsResource: generator.oneIn(16), writes: writes, storageReads: unchanged,
      observed: generator.oneIn(4) ? nil : observed, attributed: attributed)
  }
}

extension TransactionView {
  fileprivate static func random(
    index: Int, accounts: [Address], using generator: inout SplitMix64
  ) -> TransactionView {
    let accessed = generator.some(of: accounts, oneIn: 12)
    let delegates = generator.some(of: accounts, oneIn: 24)
    return TransactionView(
      index: TransactionIndex(index), sender: generator.element(of: accounts),
      to: generator.oneIn(8) ? nil : generator.element(of: accounts),
      accessList: accessed.map {
        AccessListView(address: $0, slots: generator.some(of: [0, 1], oneIn: 2))
      },
      authorizations: delegates.map { delegate in
        AuthorizationView(
          authority: generator.oneIn(3) ? nil : generator.element(of: accounts),
          delegate: delegate)
      })
  }
}
