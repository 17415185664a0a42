import BlockAccessLists
import BlockSets
import EthereumTypes
import Testing

@Suite("Blockchain tests")
struct BlockchainTestReaderTests {
  static func read(_ text: String) throws -> BlockChain {
    let document = try JSONDocument(parsing: Array(text.utf8), file: "test.json")
    let chains = try BlockchainTestReader.read(document, path: "test.json")
    #expect(chains.count == 1)
    return try #require(chains.first)
  }

  @Test func readsACase() throws {
    let chain = try Self.read(SampleTexts.blockchainTest())
    #expect(chain.name == "a case")
    #expect(chain.origin.description == "test.json, case a case")
    #expect(chain.network == "Amsterdam")
    #expect(chain.chainID == 1)
    #expect(chain.genesis == SampleTexts.header(number: 0))
    #expect(chain.fullPreState && chain.isStateRootComputable)
    let address = Address(word: 0xaa)
    // The slot that is zero is no part of the state.
    #expect(
      chain.preState == [
        address: AllocatedAccount(
          nonce: 1, balance: 1_000_000_000_000_000_000, code: [0x60, 1], storage: [0: 1])
      ])
    #expect(chain.postState == chain.preState)
    #expect(chain.lastBlockHash == SampleTexts.block.header.hash)
    let schedule = try #require(chain.forkSchedule)
    #expect(schedule.blobSchedule(for: .amsterdam)?.max == 3)
    #expect(schedule.blobSchedule(for: .cancun)?.max == 6)
  }

  @Test func readsBlocks() throws {
    let blocks = try Self.read(SampleTexts.blockchainTest()).blocks
    #expect(blocks.count == 3)
    #expect(blocks[0].block == SampleTexts.block)
    #expect(blocks[0].rlp == SampleTexts.block.encoded)
    #expect(blocks[0].fork == .amsterdam)
    #expect(blocks[0].expectedException == nil)
    #expect(blocks[0].expectedReceipts == [[0xc0]])
    #expect(blocks[1].block == nil)
    #expect(blocks[1].fork == nil)
    #expect(throws: BlockDecodingError.self) { try blocks[1].decoded.get() }
    #expect(blocks[1].expectedException == "BlockException.X")
    #expect(blocks[2].expectedException == "BlockException.X|BlockException.Y")
    #expect(blocks[2].blockAccessList == BlockAccessList())
    #expect(blocks[2].expectedReceipts == nil)
  }

  @Test func keepsAccessListsAsTheyStand() throws {
    let list = try #require(try Self.read(SampleTexts.blockchainTest()).blocks[0].blockAccessList)
    let first = BlockAccessIndex(rawValue: 1)
    #expect(
      list.accounts == [
        AccountChanges(
          address: SampleTexts.recipient,
          storageChanges: [
            SlotChanges(slot: 7, changes: [StorageChange(index: first, newValue: 1)])
          ],
          storageReads: [9, 3, 3],
          balanceChanges: [
            BalanceChange(index: BlockAccessIndex(rawValue: 2), postBalance: 5),
            BalanceChange(index: first, postBalance: 4),
          ],
          nonceChanges: [NonceChange(index: first, newNonce: 9)],
          codeChanges: [CodeChange(index: first, newCode: [0x60, 1])]),
        AccountChanges(address: .zero),
      ])
  }

  @Test func returnsNetworksItDoesNotKnow() throws {
    let chain = try Self.read(SampleTexts.blockchainTest(network: "Verkle"))
    #expect(chain.network == "Verkle")
    #expect(chain.forkSchedule == nil)
    #expect(chain.genesis == nil)
    #expect(chain.blocks[0].fork == nil)
    #expect(chain.blocks[0].block != nil)
  }

  @Test func readsTransitions() throws {
    let chain = try Self.read(
      SampleTexts.blockchainTest(network: "BPO2ToAmsterdamAtTime15k"))
    #expect(chain.forkSchedule?.fork(number: 1, timestamp: 14_999) == .bpo2)
    #expect(chain.forkSchedule?.fork(number: 1, timestamp: 15_000) == .amsterdam)
    #expect(chain.blocks[0].fork == .bpo2)
  }

  @Test(
    arguments: [
      ("\"gasUsed\": \"0x00\"", "\"gasUsed\": \"0x01\"", "genesisBlockHeader.hash"),
      ("\"lastblockhash\": \"0x", "\"lastblockhash\": \"", "lastblockhash"),
      (
        "\"nonce\": \"0x01\"", "\"nonce\": 01",
        "pre.0x00000000000000000000000000000000000000aa.nonce"
      ),
      (
        "\"0x02\": \"0x00\"", "\"0x000\": \"0x00\"",
        "pre.0x00000000000000000000000000000000000000aa.storage.0x000"
      ),
      (
        "\"postNonce\": \"0x09\"", "\"postNonce\": \"\"",
        "blocks[0].blockAccessList[0].nonceChanges[0].postNonce"
      ),
      ("\"blocks\":", "\"block\":", ""),
      ("\"chainid\": \"0x01\"", "\"chainid\": true", "config.chainid"),
    ])
  func locatesErrors(original: String, replacement: String, path: String) throws {
    let text = SampleTexts.blockchainTest().replacing(
      original, with: replacement, maxReplacements: 1)
    #expect(text != SampleTexts.blockchainTest())
    let error = try #require(throws: JSONError.self) { try Self.read(text) }
    #expect(error.path == "[\"a case\"]" + (path.isEmpty ? "" : "." + path), "\(error)")
  }
}
