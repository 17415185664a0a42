import EthereumTypes
import TestSupport
import Testing

@Suite(
  "Blocks of the execution-spec-tests",
  .enabled(if: Fixtures.pack("mainnet-forks") != nil, Comment(rawValue: Fixtures.absence)))
struct BlockVectorTests {
  /// A sample of each pack, chosen to take about a second.
  static let samples = [
    ("amsterdam-generated", "", 10), ("amsterdam-bal", "", 4), ("mainnet-forks", "", 40),
    ("legacy-blockchain", "", 60),
  ]

  @Test(arguments: samples)
  func validBlocksDecodeAndEncodeAgain(pack: String, folder: String, stride: Int) throws {
    var count = 0
    for (name, fixture) in try BlockFixtures.cases(pack, folder: folder, stride: stride) {
      for vector in fixture.blocks where vector.expectException == nil {
        let rlp = try BlockFixtures.bytes(vector.rlp, name)
        let block = try Block(decoding: rlp)
        #expect(block.encoded == rlp, "\(name)")
        #expect(block.header.hash.description == vector.blockHeader?.hash, "\(name)")
        #expect(try BlockHeader(decoding: block.header.encoded) == block.header, "\(name)")
        try checkTransactions(of: block, vector, name)
        try checkReceipts(vector, block, name)
        count += 1
      }
    }
    #expect(count > 20)
  }

  func checkTransactions(of block: Block, _ vector: BlockFixture.Block, _ name: String) throws {
    let expected = vector.transactions ?? []
    try #require(block.transactions.count == expected.count, "\(name)")
    for (transaction, expected) in zip(block.transactions, expected) {
      let encoded = transaction.encoded
      #expect(try Transaction(decoding: encoded) == transaction, "\(name)")
      if let sender = expected.sender {
        #expect(try transaction.recoverSender().description == sender, "\(name)")
      }
    }
  }

  func checkReceipts(_ vector: BlockFixture.Block, _ block: Block, _ name: String) throws {
    guard let expected = vector.receipts else { return }
    var logsBloom = Bloom()
    for (vector, transaction) in zip(expected, block.transactions) {
      let rlp = try BlockFixtures.bytes(vector.rlp, name)
      let receipt = try Receipt(decoding: rlp)
      #expect(receipt.encoded == rlp, "\(name)")
      #expect(receipt.kind == transaction.kind, "\(name)")
      #expect(receipt.logsBloom == Bloom(receipt.logs), "\(name)")
      logsBloom.formUnion(receipt.logsBloom)
    }
    #expect(logsBloom == block.header.logsBloom, "\(name)")
  }

  /// Malformed blocks are rare, so the folders that hold them are read whole; `count` of them do.
  @Test(
    arguments: [
      ("mainnet-forks", "blockchain/cancun/cancun/eip4844_blobs", 4),
      ("mainnet-forks", "blockchain/prague/prague/eip7702_set_code_tx/set_code_txs", 1),
      ("legacy-blockchain", "legacy/BlockchainTests/InvalidBlocks/bc4895-withdrawals", 8),
      ("legacy-blockchain", "legacy/BlockchainTests/GeneralStateTests/stTransactionTest", 1),
    ])
  func malformedBlocksAreRefused(pack: String, folder: String, count: Int) throws {
    var refused = 0
    for (name, fixture) in try BlockFixtures.cases(pack, folder: folder) {
      for vector in fixture.blocks {
        guard let exception = vector.expectException else { continue }
        let rlp = try BlockFixtures.bytes(vector.rlp, name)
        if Self.isMalformed(exception) {
          #expect(throws: BlockDecodingError.self, "\(name)") { try Block(decoding: rlp) }
          refused += 1
        } else if let block = try? Block(decoding: rlp) {
          // Invalid for another reason; the codec must still be exact.
          #expect(block.encoded == rlp, "\(name)")
        }
      }
    }
    #expect(refused == count)
  }

  /// Whether an exception, or one of its alternatives, says that the bytes are no block.
  static func isMalformed(_ exception: String) -> Bool {
    exception.split(separator: "|").contains {
      $0.contains("Exception.RLP_") || $0.hasSuffix("_CONTRACT_CREATION")
    }
  }

  @Test(
    arguments: samples + [
      ("mainnet-forks", "blockchain/osaka/osaka/eip7918_blob_reserve_price", 1),
      ("mainnet-forks", "blockchain/shanghaitocancunattime15k", 1),
      ("mainnet-forks", "blockchain/cancuntopragueattime15k", 1),
      ("mainnet-forks", "blockchain/praguetoosakaattime15k", 1),
    ])
  func feesAndLimitsFollowFromTheParent(pack: String, folder: String, stride: Int) throws {
    for (name, fixture) in try BlockFixtures.cases(pack, folder: folder, stride: stride) {
      let schedule = try #require(ForkSchedule(network: fixture.network), "\(name)")
      let genesis = try Block(decoding: try BlockFixtures.bytes(fixture.genesisRLP, name)).header
      var headers = [genesis.hash: genesis]
      for vector in fixture.blocks where vector.expectException == nil {
        let header = try Block(decoding: try BlockFixtures.bytes(vector.rlp, name)).header
        let parent = try #require(headers[header.parentHash], "\(name)")
        headers[header.hash] = header
        #expect(header.baseFeePerGas == parent.nextBaseFeePerGas, "\(name)")
        #expect(parent.allowsChildGasLimit(header.gasLimit, childHasBaseFee: true), "\(name)")
        let fork = schedule.fork(number: header.number, timestamp: header.timestamp)
        let blobs = schedule.blobSchedule(for: fork)
        let excess = blobs.map { parent.nextExcessBlobGas(fork: fork, schedule: $0) }
        #expect(header.excessBlobGas == excess, "\(name)")
        #expect((header.withdrawalsRoot != nil) == (fork >= .shanghai), "\(name)")
        #expect((header.requestsHash != nil) == (fork >= .prague), "\(name)")
        #expect((header.slotNumber != nil) == (fork >= .amsterdam), "\(name)")
      }
    }
  }
}
