import BlockAccessLists
import BlockSets
import EthereumTypes
import Testing

@Suite("Files of block access lists")
struct BlockAccessListFileTests {
  static let list = BlockAccessList(accounts: [
    AccountChanges(
      address: SampleTexts.recipient, storageReads: [3],
      nonceChanges: [NonceChange(index: BlockAccessIndex(rawValue: 1), newNonce: 9)])
  ])

  static let json = """
    [{"address": "\(SampleTexts.recipient)", "storageChanges": [], "storageReads": ["0x03"],
      "balanceChanges": [], "codeChanges": [],
      "nonceChanges": [{"blockAccessIndex": "0x01", "postNonce": "0x09"}]}]
    """

  static let record = """
    {"format": "derived-bal/1", "chainId": 1, "number": 7, "blockAccessList": \(json)}
    """

  /// The same list in every form.
  static let forms: [(name: String, bytes: [UInt8])] = [
    ("RLP", list.encoded),
    ("compressed RLP", Deflate.gzip(list.encoded)),
    ("hex digits", Array(list.encoded.hex.utf8)),
    ("hex digits with space", Array("  \(list.encoded.hex)\n".utf8)),
    ("hex digits without prefix", Array(list.encoded.hex.utf8.dropFirst(2))),
    ("an array", Array(json.utf8)),
    ("a record", Array(record.utf8)),
    ("a compressed record", Deflate.gzip(Array(record.utf8))),
  ]

  @Test(arguments: forms.indices)
  func readsEveryForm(_ position: Int) throws {
    let form = Self.forms[position]
    let folder = try TemporaryFolder()
    let path = try folder.write(form.bytes, to: "list")
    let source = try BlockAccessListFile(path: path).read()
    #expect(source.list == Self.list, "\(form.name)")
    #expect(source.origin == path)
    #expect(source.context == BlockAccessListContext(maximumCodeSize: 24_576))
    #expect((source.encoding == nil) == (form.name.hasSuffix("record") || form.name == "an array"))
  }

  @Test func takesTheFirstListOfATest() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(SampleTexts.blockchainTest().utf8), to: "test.json")
    let file = BlockAccessListFile(path: path)
    let source = try file.read()
    #expect(source.list.accounts.map(\.address) == [SampleTexts.recipient, .zero])
    #expect(source.origin == "\(path), case a case, block 1")
    #expect(
      source.context
        == BlockAccessListContext(
          gasLimit: 30_000_000, transactionCount: 1, hash: .emptyListHash,
          maximumCodeSize: 24_576))
    let choice = BlockAccessListFile.Choice(caseName: "cas", blockNumber: 1)
    #expect(try file.read(choice).list == source.list)
    for choice in [
      BlockAccessListFile.Choice(caseName: "another"), BlockAccessListFile.Choice(blockNumber: 2),
    ] {
      #expect(throws: BlockAccessListFileError.self) { try file.read(choice) }
    }
  }

  /// Contents without a list and what the error says of them.
  static let unreadable: [(text: [UInt8], message: String)] = [
    (Array("not hex".utf8), "as RLP, hex digits or JSON"),
    ([], "as RLP, hex digits or JSON"),
    (Array(SampleTexts.realBlock().utf8), "a real block, whose access list must be built"),
    (Array(SampleTexts.stateTest().utf8), "state tests"),
    (Array("{\"format\": \"block-oracle/1\"}".utf8), "format \"block-oracle/1\""),
    (Array("{\"blockAccessList\": 3}".utf8), "an array"),
    (Array(list.encoded.dropLast()), "byte 0"),
    (Array("0xc180".utf8), "account 0"),
  ]

  @Test(arguments: unreadable.indices)
  func saysWhyThereIsNoList(_ position: Int) throws {
    let (text, message) = Self.unreadable[position]
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "list")
    let error = #expect(throws: BlockAccessListFileError.self) {
      try BlockAccessListFile(path: path).read()
    }
    let description = try #require(error).description
    #expect(description.hasPrefix(path))
    #expect(description.contains(message), "\(description)")
  }

  @Test func namesAMissingFile() {
    #expect {
      try BlockAccessListFile(path: "/nowhere/list").read()
    } throws: {
      "\($0)" == "/nowhere/list: error: no such file or directory"
    }
  }
}
