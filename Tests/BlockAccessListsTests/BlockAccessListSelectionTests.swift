import BlockAccessLists
import EthereumTypes
import TestSupport
import Testing

@Suite struct BlockAccessListSelectionTests {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func theIndicesTogetherHaveEveryChange(seed: UInt64) {
    let list = BlockAccessList.random(seed: seed, transactionCount: 5)
    let parts = (0...6).map { list.changes(at: .at($0)) }
    let whole = BlockAccessListStatistics(list)
    func sum(_ count: (BlockAccessListStatistics) -> Int) -> Int {
      parts.reduce(0) { $0 + count(BlockAccessListStatistics($1)) }
    }
    #expect(sum(\.storageChanges) == whole.storageChanges)
    #expect(sum(\.balanceChanges) == whole.balanceChanges)
    #expect(sum(\.nonceChanges) == whole.nonceChanges)
    #expect(sum(\.codeChanges) == whole.codeChanges)
    #expect(sum(\.storageReads) == 0)
    #expect(sum(\.touchedOnlyAccounts) == 0)
    for (index, part) in parts.enumerated() {
      #expect(part.changes(at: .at(index)) == part, "seed \(seed)")
      #expect(part.changes(at: .at(index + 1)).accounts.isEmpty, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func orderIsRestored(seed: UInt64) {
    let list = BlockAccessList.random(seed: seed)
    var random = SplitMix64(seed: seed)
    var shuffled = list
    shuffled.accounts.shuffle(using: &random)
    for position in shuffled.accounts.indices {
      shuffled.accounts[position].storageReads.shuffle(using: &random)
      shuffled.accounts[position].balanceChanges.shuffle(using: &random)
      shuffled.accounts[position].nonceChanges.shuffle(using: &random)
      shuffled.accounts[position].codeChanges.shuffle(using: &random)
      shuffled.accounts[position].storageChanges.shuffle(using: &random)
      for slot in shuffled.accounts[position].storageChanges.indices {
        shuffled.accounts[position].storageChanges[slot].changes.shuffle(using: &random)
      }
    }
    #expect(shuffled.canonicallyOrdered() == list, "seed \(seed)")
  }
}
