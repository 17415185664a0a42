import BlockSets
import EthereumTypes
import Testing

@Suite("Real blocks")
struct MainnetBlockReaderTests {
  static func read(_ text: String) throws -> BlockChain {
    let document = try JSONDocument(parsing: Array(text.utf8), file: "test.json")
    return try MainnetBlockReader.read(document, path: "test.json")
  }

  @Test func readsARecord() throws {
    let chain = try Self.read(SampleTexts.realBlock())
    #expect(chain.name == "4242-1")
    #expect(chain.network == "Amsterdam")
    #expect(chain.forkSchedule == ForkSchedule(constant: .amsterdam))
    #expect(!chain.fullPreState && !chain.isStateRootComputable)
    #expect(chain.blockHashes == [0: .zero])
    #expect(chain.blocks.first?.block == SampleTexts.block)
    #expect(chain.preState[SampleTexts.recipient]?.codeHash == .emptyKeccak)
  }

  @Test(
    arguments: [
      ("\"gas\": \"0x5208\"", "\"gas\": \"0x5209\"", "block.transactions[0].hash"),
      ("\"gasUsed\": \"0x00\"", "\"gasUsed\": \"0x01\"", "block.hash"),
      ("\"fork\": \"amsterdam\"", "\"fork\": \"amsterdamned\"", "fork"),
      ("\"chainId\": 4242", "\"chainId\": 1", "fork"), ("\"number\": 1", "\"number\": 2", "number"),
      ("{\"0\": \"0x", "{\"1\": \"0x", "blockHashes.1"),
      ("\"type\": \"0x2\"", "\"type\": \"0x9\"", "block.transactions[0].type"),
      ("real-block/1", "real-block/2", "format"),
    ])
  func refusesRecordsThatContradictThemselves(
    original: String, replacement: String, path: String
  ) throws {
    let text = SampleTexts.realBlock().replacing(original, with: replacement, maxReplacements: 1)
    #expect(text != SampleTexts.realBlock())
    let error = try #require(throws: JSONError.self) { try Self.read(text) }
    #expect(error.path == path, "\(error)")
  }

  @Test func marksUnknownOmmers() throws {
    let hash = SampleTexts.header(number: 0).hash
    let text = SampleTexts.realBlock().replacing(
      "\"uncles\": []", with: "\"uncles\": [\"\(hash)\"]")
    #expect(try Self.read(text).blocks[0].lacksOmmerHeaders)
    let header = SampleTexts.headerMembers(SampleTexts.header(number: 0), isJSONRPC: true)
    let known = text.replacing(
      "\"blockHashes\"", with: "\"ommerHeaders\": [{\(header)}], \"blockHashes\"")
    let block = try #require(try Self.read(known).blocks.first)
    #expect(!block.lacksOmmerHeaders)
    #expect(block.block?.ommers == [SampleTexts.header(number: 0)])
    #expect(throws: JSONError.self) {
      try Self.read(known.replacing("\"uncles\": [\"\(hash)\"]", with: "\"uncles\": []"))
    }
  }
}
