import BlockAccessLists
import EthereumTypes
import TestSupport
import Testing

@Suite struct BlockAccessListBuilderTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func anyOrderOfRecordsBuildsTheSameList(seed: UInt64) throws {
    let list = BlockAccessList.random(seed: seed)
    var random = SplitMix64(seed: seed)
    var builder = BlockAccessListBuilder()
    for record in records(of: list).shuffled(using: &random) { record(&builder) }
    #expect(builder.build(in: builder.canonicalOrder()) == list)
  }

  /// One call of the builder for each item of `list`, reads of changed slots among them.
  private func records(
    of list: BlockAccessList
  ) -> [(inout BlockAccessListBuilder) -> Void] {
    var records: [(inout BlockAccessListBuilder) -> Void] = []
    for account in list.accounts {
      let address = account.address
      records.append { $0.touch(address) }
      for slot in account.storageReads { records.append { $0.touch(slot, of: $0.touch(address)) } }
      for slot in account.storageChanges {
        records.append { $0.touch(slot.slot, of: $0.touch(address)) }
        for change in slot.changes {
          records.append {
            $0.recordStorage(
              $0.touch(slot.slot, of: $0.touch(address)), index: change.index,
              newValue: change.newValue)
          }
        }
      }
      for change in account.balanceChanges {
        records.append {
          $0.recordBalance($0.touch(address), index: change.index, postBalance: change.postBalance)
        }
      }
      for change in account.nonceChanges {
        records.append {
          $0.recordNonce($0.touch(address), index: change.index, newNonce: change.newNonce)
        }
      }
      for change in account.codeChanges {
        records.append {
          $0.recordCode($0.touch(address), index: change.index, newCode: change.newCode)
        }
      }
    }
    return records
  }

  @Test func theLastRecordAtAnIndexCounts() {
    var builder = BlockAccessListBuilder()
    let address = Address(word: 1)
    let account = builder.touch(address)
    let slot = builder.touch(5, of: account)
    builder.recordBalance(account, index: .at(3), postBalance: 10)
    builder.recordStorage(slot, index: .at(3), newValue: 1)
    builder.recordBalance(account, index: .at(1), postBalance: 9)
    builder.recordBalance(account, index: .at(3), postBalance: 11)
    builder.recordStorage(slot, index: .at(3), newValue: 2)
    let expected = AccountChanges(
      address: address,
      storageChanges: [
        SlotChanges(slot: 5, changes: [StorageChange(index: .at(3), newValue: 2)])
      ],
      balanceChanges: [
        BalanceChange(index: .at(1), postBalance: 9),
        BalanceChange(index: .at(3), postBalance: 11),
      ])
    #expect(builder.build(in: builder.canonicalOrder()) == BlockAccessList(accounts: [expected]))
  }

  @Test func aReadAloneListsTheAccount() {
    var builder = BlockAccessListBuilder()
    builder.touch(7, of: builder.touch(Address(word: 2)))
    builder.touch(Address(word: 1))
    #expect(
      builder.build(in: builder.canonicalOrder())
        == BlockAccessList(accounts: [
          AccountChanges(address: Address(word: 1)),
          AccountChanges(address: Address(word: 2), storageReads: [7]),
        ]))
  }

  @Test func thousandsOfAccountsAndSlotsKeepTheirOrder() throws {
    var random = SplitMix64(seed: 1)
    var builder = BlockAccessListBuilder()
    for index in 1...300 {
      for _ in 0..<40 {
        let account = builder.touch(Address(word: UInt256(random.next() % 3_000)))
        builder.touch(UInt256(random.next() % 50), of: account)
        let written = builder.touch(UInt256(random.next() % 50), of: account)
        builder.recordStorage(written, index: .at(index), newValue: random.word())
        builder.recordBalance(account, index: .at(index), postBalance: random.word())
      }
    }
    let list = builder.build(in: builder.canonicalOrder())
    #expect(list.accounts.count > 2_500)
    try list.validate(gasLimit: .max, transactionCount: 300)
  }
}
