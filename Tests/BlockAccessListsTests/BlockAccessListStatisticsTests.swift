import BlockAccessLists
import EthereumTypes
import Testing

@Suite struct BlockAccessListStatisticsTests {
  @Test func everyKindOfItemIsCounted() {
    let list = BlockAccessList(accounts: [
      AccountChanges(address: Address(word: 1)),
      AccountChanges(
        address: Address(word: 2),
        storageChanges: [
          SlotChanges(
            slot: 1,
            changes: [
              StorageChange(index: .at(1), newValue: 1), StorageChange(index: .at(2), newValue: 2),
            ])
        ],
        storageReads: [2, 3, 4],
        balanceChanges: [BalanceChange(index: .at(1), postBalance: 1)],
        codeChanges: [CodeChange(index: .at(1), newCode: [1, 2, 3])]),
    ])
    let statistics = BlockAccessListStatistics(list)
    #expect(statistics.encodedBytes == list.encoded.count)
    #expect(statistics.items == 6)
    #expect(statistics.accounts == 2)
    #expect(statistics.touchedOnlyAccounts == 1)
    #expect(statistics.changedSlots == 1)
    #expect(statistics.storageChanges == 2)
    #expect(statistics.storageReads == 3)
    #expect(statistics.balanceChanges == 1)
    #expect(statistics.nonceChanges == 0)
    #expect(statistics.codeChanges == 1)
    #expect(statistics.codeBytes == 3)
  }
}
