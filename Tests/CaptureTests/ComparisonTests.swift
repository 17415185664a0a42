import BlockAccessLists
import BlockSets
import Foundation
import Testing

/// The node's receipts and access lists must be those that executing the block gives.
@Suite(.serialized, .enabled(if: RecordedNode.folder != nil, RecordedNode.absence))
struct ComparisonTests {
  private static let number: UInt64 = 20_612_842

  private func refusal(
    _ behaviour: RecordedNode.Behaviour, number: UInt64 = number
  ) throws -> String {
    let node = try RecordedNode([number], behaviour)
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(number...number, from: server, retries: 1)
    #expect(try CaptureFixture.contents(of: fixture.folder).isEmpty)
    return try #require(outcome[number])
  }

  private static let receipts: [(text: String, by: String, reason: String)] = [
    (
      "\"status\":\"0x1\"", "\"status\":\"0x0\"",
      "its status is success, the node's receipt says failure"
    ),
    (
      "\"cumulativeGasUsed\":\"0x", "\"cumulativeGasUsed\":\"0x1",
      "transaction 0: its cumulative gas is "
    ),
    ("\"data\":\"0x0", "\"data\":\"0x1", ": its log "),
    ("\"logs\":[{", "\"logs\":[],\"unused\":[{", "the node's receipt says 0"),
  ]

  @Test(arguments: receipts)
  func receiptsAreCompared(text: String, by: String, reason: String) throws {
    let found = try refusal(.init(replacement: ("eth_getBlockReceipts", text, by)))
    #expect(
      found.hasPrefix("executing the block gives other receipts: transaction "), "\(found)")
    #expect(found.contains(reason), "\(found)")
  }

  @Test func receiptsOfAnotherBlock() throws {
    let found = try refusal(
      .init(
        replacement: (
          "eth_getBlockReceipts", "\"transactionIndex\":\"0x1\"", "\"transactionIndex\":\"0x0\""
        )))
    #expect(found.contains("expected the receipts of the block's 32 transactions, in order"))
  }

  /// A state that makes a difference: the first transaction that it concerns is named.
  @Test func theFirstTransactionThatDiffersIsNamed() throws {
    let found = try refusal(
      .init(
        hasTracer: false, hasProofs: false,
        replacement: ("eth_getStorageAt", "\"0x00", "\"0x01")))
    #expect(found.hasPrefix("our execution does not reproduce the block: "), "\(found)")
    #expect(found.contains("; transaction "), "\(found)")
    #expect(found.contains("the node's receipt says"), "\(found)")
  }

  // MARK: Access lists

  private func file(_ form: RecordedNode.AccessListForm, number: UInt64) throws -> [UInt8] {
    let node = try RecordedNode([number], .init(accessLists: form))
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(number...number, from: server)
    try #require(outcome == [number: "captured"])
    let path = "\(fixture.folder)/1-\(number).bal.json.gz"
    let source = Array(try #require(RecordedNode.known(number).accessList).utf8)
    let list = try JSONDocument(parsing: source, file: "list")
      .withRoot(BlockAccessListReader.read)
    #expect(try BlockAccessListFile(path: path).read().list == list)
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  @Test(arguments: [19_426_587, 23_587_691] as [UInt64])
  func everyFormOfAccessListGivesTheSameFile(number: UInt64) throws {
    let files = try RecordedNode.AccessListForm.allCases.map { try file($0, number: number) }
    #expect(Set(files).count == 1)
  }

  @Test func anotherAccessListIsRefused() throws {
    let found = try refusal(
      .init(
        accessLists: .tests,
        replacement: ("debug_getBlockAccessList", "\"postBalance\":\"0x", "\"postBalance\":\"0x1")))
    #expect(
      found.hasPrefix(
        "the node's access list is not the one that executing the block gives: hash 0x"),
      "\(found)")
    #expect(found.contains(": expected 0x") && found.contains(", found 0x1"), "\(found)")
    #expect(found.contains(" balance at index "), "\(found)")
  }

  @Test func anAccessListWithoutOrderIsRefused() throws {
    let found = try refusal(
      .init(
        accessLists: .tests,
        replacement: ("debug_getBlockAccessList", "[{\"address\":\"0x0", "[{\"address\":\"0xf")))
    #expect(found.contains("the node's access list is not the one"), "\(found)")
  }

  @Test func rlpThatIsNoListIsRefused() throws {
    let found = try refusal(
      .init(
        accessLists: .rlp, replacement: ("debug_getRawBlockAccessList", "\"0xf9", "\"0xf8")))
    #expect(found.contains("expected the RLP of a block access list: "), "\(found)")
    #expect(found.hasSuffix("(2 attempts)"), "\(found)")
  }
}
