import BlockAccessLists
import EthereumTypes
import Foundation
import Reports
import Testing

@Suite struct BlockAccessListReportTests {
  static let address = Address(word: 0x22)
  static let other = Address(word: 0x33)
  static let list = BlockAccessList(accounts: [
    AccountChanges(
      address: address,
      storageChanges: [
        SlotChanges(
          slot: 1,
          changes: [
            StorageChange(index: at(0), newValue: 7), StorageChange(index: at(3), newValue: 8),
          ])
      ],
      storageReads: [4, 5],
      balanceChanges: [BalanceChange(index: at(1), postBalance: 12)],
      nonceChanges: [NonceChange(index: at(2), newNonce: 9)],
      codeChanges: [CodeChange(index: at(2), newCode: [0xef, 1, 0])]),
    AccountChanges(address: other),
  ])

  static func at(_ index: Int) -> BlockAccessIndex { BlockAccessIndex(rawValue: index) }

  static func source(_ list: BlockAccessList, _ name: String = "list") -> SourcedBlockAccessList {
    SourcedBlockAccessList(
      origin: name, list: list,
      context: BlockAccessListContext(gasLimit: 20_000, transactionCount: 2))
  }

  @Test func theListingNamesIndicesAfterTransactions() {
    let lines = BlockAccessListListing(Self.source(Self.list)).lines
    #expect(
      lines == [
        "list", "hash      \(Self.list.hash)",
        "size      \(Self.list.encoded.count) bytes of RLP",
        "items     5 addresses and slots, at most 10 allowed",
        "accounts  2, of them 1 only touched", "slots     1 changed, 2 only read",
        "changes   2 slot values, 1 balance, 1 nonce, 1 code (3 bytes)",
        "indices   0 to 3, of 2 transactions", "",
        "\(Self.address)",
        "  balance 1 transaction 0          12 wei",
        "  nonce   2 transaction 1          9",
        "  code    2 transaction 1          3 bytes 0xef0100",
        "  slot    0x1",
        "          0 pre-execution          0x7",
        "          3 post-execution         0x8",
        "  read    0x4",
        "          0x5", "",
        "\(Self.other)",
        "  only touched",
      ])
  }

  @Test func theListingCanBeNarrowed() {
    let source = Self.source(Self.list)
    let one = BlockAccessListListing(source, address: Self.other).lines
    #expect(one.suffix(4) == ["shown     1 account", "", "\(Self.other)", "  only touched"])
    let index = BlockAccessListListing(source, index: Self.at(2)).lines
    #expect(
      index.suffix(5) == [
        "shown     1 account", "", "\(Self.address)",
        "  nonce   2 transaction 1          9",
        "  code    2 transaction 1          3 bytes 0xef0100",
      ])
  }

  @Test func theListingAsJSONHasTheListInTheFormOfTheTests() throws {
    let text = try BlockAccessListListing(Self.source(Self.list)).json()
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let accounts = try #require(object["blockAccessList"] as? [[String: Any]])
    #expect(accounts.map { $0["address"] as? String } == ["\(Self.address)", "\(Self.other)"])
    let nonces = try #require(accounts[0]["nonceChanges"] as? [[String: String]])
    #expect(nonces == [["blockAccessIndex": "0x2", "postNonce": "0x9"]])
    let slots = try #require(accounts[0]["storageChanges"] as? [[String: Any]])
    let values = try #require(slots[0]["slotChanges"] as? [[String: String]])
    #expect(values.last == ["blockAccessIndex": "0x3", "postValue": "0x8"])
    #expect((object["statistics"] as? [String: Any])?["items"] as? Int == 5)
  }

  @Test func theDiffTellsTheFirstDifferenceOfEachAccount() {
    var changed = Self.list
    changed.accounts[0].balanceChanges = []
    changed.accounts[0].nonceChanges[0].newNonce = 10
    changed.accounts[1].storageReads = [1]
    let (first, second) = (Self.source(Self.list, "one"), Self.source(changed, "two"))
    let diff = BlockAccessListDiff(first, second)
    #expect(!diff.isEmpty)
    #expect(
      diff.lines.suffix(4) == [
        "\(Self.address)  balance at index 1 (1 transaction 0): A 0xc, B does not have it "
          + "(1 more in this account)",
        "\(Self.other)  storage read 0x1: A does not have it, B has it", "",
        "2 accounts with 3 differences; the earliest index is 1 transaction 0",
      ])
    let all = BlockAccessListDiff(first, second, extent: .all)
    #expect(
      all.lines.contains("\(Self.address)  nonce at index 2 (2 transaction 1): A 0x9, B 0xa"))
  }

  @Test func theDiffTellsEqualListsFromReorderedOnes() {
    let source = Self.source(Self.list)
    let equal = BlockAccessListDiff(source, source)
    #expect(equal.isEmpty)
    #expect(equal.lines.last == "the lists are equal")
    var reordered = Self.list
    reordered.accounts.swapAt(0, 1)
    let diff = BlockAccessListDiff(source, Self.source(reordered))
    #expect(!diff.isEmpty)
    #expect(diff.lines.last == "the lists have the same items in another order")
  }

  @Test func theCheckNamesEveryProblemAndWhatItCouldNotCheck() throws {
    var list = Self.list
    list.accounts.swapAt(0, 1)
    list.accounts[1].storageReads = [4, 4]
    let source = SourcedBlockAccessList(origin: "list", list: list, encoding: list.encoded)
    let check = BlockAccessListCheck(source)
    #expect(!check.isValid)
    #expect(check.lines.count == 5)
    #expect(check.lines[0] == "list")
    #expect(check.lines[1].hasPrefix("error: byte "))
    #expect(check.lines[1].hasSuffix("[account-order]"))
    #expect(check.lines[2].contains("account 1, \(Self.address): storageReads: expected"))
    #expect(check.lines[2].hasSuffix("[duplicate-slot]"))
    #expect(check.lines[3] == "2 errors")
    #expect(
      check.lines[4]
        == "not checked: indices (--transactions), number of items (--gas-limit), hash (--hash)")
    let text = try check.json()
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let problems = try #require(object["problems"] as? [[String: Any]])
    #expect(problems.map { $0["rule"] as? String } == ["account-order", "duplicate-slot"])
    #expect(object["valid"] as? Bool == false)
  }

  @Test func theCheckOfAValidListSaysSo() {
    let check = BlockAccessListCheck(Self.source(Self.list))
    #expect(check.isValid)
    #expect(
      check.lines == [
        "list", "no errors: 2 accounts, 5 items, hash \(Self.list.hash)",
        "not checked: hash (--hash)",
      ])
  }
}
