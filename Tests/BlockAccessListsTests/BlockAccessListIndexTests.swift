import BlockAccessLists
import EthereumTypes
import Testing

@Suite struct BlockAccessListIndexTests {
  @Test func changesAreListedByIndex() {
    let (first, second) = (Address(word: 1), Address(word: 2))
    let list = BlockAccessList(accounts: [
      AccountChanges(
        address: first,
        storageChanges: [
          SlotChanges(
            slot: 4,
            changes: [
              StorageChange(index: .at(0), newValue: 1), StorageChange(index: .at(2), newValue: 2),
            ]),
          SlotChanges(slot: 9, changes: [StorageChange(index: .at(2), newValue: 3)]),
        ],
        storageReads: [5],
        balanceChanges: [BalanceChange(index: .at(2), postBalance: 1)]),
      AccountChanges(
        address: second,
        balanceChanges: [BalanceChange(index: .at(3), postBalance: 1)],
        nonceChanges: [NonceChange(index: .at(2), newNonce: 1)],
        codeChanges: [CodeChange(index: .at(2), newCode: [1])]),
    ])
    let index = BlockAccessListIndex(list, transactionCount: 2)
    #expect(index.changes(at: .at(0)) == [.storage(first, slot: 4)])
    #expect(index.changes(at: .at(1)) == [])
    #expect(
      index.changes(at: .at(2)) == [
        .balance(first), .storage(first, slot: 4), .storage(first, slot: 9), .nonce(second),
        .code(second),
      ])
    #expect(index.changes(at: .at(3)) == [.balance(second)])
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func everyChangeIsAtItsIndexOnce(seed: UInt64) {
    let list = BlockAccessList.random(seed: seed)
    let index = BlockAccessListIndex(list, transactionCount: 5)
    for number in 0...6 {
      var expected: Set<ChangedResource> = []
      for account in list.accounts {
        for slot in account.storageChanges
        where slot.changes.contains(where: { $0.index == .at(number) }) {
          expected.insert(.storage(account.address, slot: slot.slot))
        }
        if account.balanceChanges.contains(where: { $0.index == .at(number) }) {
          expected.insert(.balance(account.address))
        }
        if account.nonceChanges.contains(where: { $0.index == .at(number) }) {
          expected.insert(.nonce(account.address))
        }
        if account.codeChanges.contains(where: { $0.index == .at(number) }) {
          expected.insert(.code(account.address))
        }
      }
      let changes = index.changes(at: .at(number))
      #expect(Set(changes) == expected, "seed \(seed), index \(number)")
      #expect(changes.count == expected.count, "seed \(seed), index \(number)")
    }
  }
}
