import BlockAccessLists
import EthereumTypes
import Testing

@Suite struct BlockAccessListDifferenceTests {
  static let address = Address(word: 0x22)
  static let base = AccountChanges(
    address: address,
    storageChanges: [SlotChanges(slot: 1, changes: [StorageChange(index: .at(1), newValue: 7)])],
    storageReads: [4],
    balanceChanges: [BalanceChange(index: .at(2), postBalance: 5)],
    nonceChanges: [NonceChange(index: .at(1), newNonce: 1)],
    codeChanges: [CodeChange(index: .at(1), newCode: [0xfe])])

  typealias Difference = BlockAccessListDifference

  /// A change of the actual account and the difference that it makes.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let difference: Difference
    let change: @Sendable (inout AccountChanges) -> Void

    init(
      _ text: String, _ difference: Difference,
      _ change: @escaping @Sendable (inout AccountChanges) -> Void
    ) {
      testDescription = text
      self.difference = difference
      self.change = change
    }
  }

  static let cases = [
    Case(
      "storage 0x1 at index 1: expected 0x7, found 0x8",
      Difference(
        address: address, item: .storage(slot: 1, index: .at(1)), expected: .word(7),
        actual: .word(8))
    ) { $0.storageChanges[0].changes[0].newValue = 8 },
    Case(
      "storage 0x1 at index 2: expected nothing, found 0x9",
      Difference(
        address: address, item: .storage(slot: 1, index: .at(2)), expected: nil, actual: .word(9))
    ) { $0.storageChanges[0].changes.append(StorageChange(index: .at(2), newValue: 9)) },
    Case(
      "storage read 0x4: expected it listed, found nothing",
      Difference(
        address: address, item: .storageRead(slot: 4), expected: .listed, actual: nil)
    ) { $0.storageReads = [] },
    Case(
      "balance at index 2: expected 0x5, found 0x6",
      Difference(
        address: address, item: .balance(index: .at(2)), expected: .word(5), actual: .word(6))
    ) { $0.balanceChanges[0].postBalance = 6 },
    Case(
      "nonce at index 1: expected 0x1, found nothing",
      Difference(
        address: address, item: .nonce(index: .at(1)), expected: .word(1), actual: nil)
    ) { $0.nonceChanges = [] },
    Case(
      "code at index 1: expected code 0xfe, found code 0x",
      Difference(
        address: address, item: .code(index: .at(1)), expected: .code([0xfe]), actual: .code([]))
    ) { $0.codeChanges[0].newCode = [] },
  ]

  @Test(arguments: cases)
  func theDifferenceNamesItemExpectedAndActual(_ test: Case) {
    let others = [AccountChanges(address: Address(word: 1)), AccountChanges(address: .max)]
    var changed = Self.base
    test.change(&changed)
    let expected = BlockAccessList(accounts: [others[0], Self.base, others[1]])
    let actual = BlockAccessList(accounts: [others[0], changed, others[1]])
    #expect(actual.differences(from: expected) == [test.difference])
    #expect(actual.firstDifference(from: expected) == test.difference)
    #expect("\(test.difference)" == "\(Self.address) \(test.testDescription)")
  }

  @Test func aMissingAccountComesBeforeItsItems() {
    let list = BlockAccessList(accounts: [Self.base])
    let differences = BlockAccessList().differences(from: list)
    #expect(differences.count == 6)
    #expect(
      differences.first
        == Difference(address: Self.address, item: .account, expected: .listed, actual: nil))
    #expect(differences.compactMap(\.index).min() == .at(1))
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func listsDifferExactlyWhenTheyAreNotEqual(seed: UInt64) {
    let list = BlockAccessList.random(seed: seed)
    #expect(list.firstDifference(from: list) == nil)
    let other = BlockAccessList.random(seed: seed + 1)
    #expect((list.firstDifference(from: other) == nil) == (list == other))
  }
}

extension Address {
  static let max = Address(word: .max)
}
