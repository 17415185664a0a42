import BlockSets
import Capture
import EthereumTypes
import Execution
import Synchronization
import Testing

/// The answers of BLOCKHASH follow from the block's parent hash, header by header.
@Suite struct LineageTests {
  /// The first block of a chain calls a contract that asks for the hash of 256 blocks before.
  private static let deep = Result {
    let oldest: UInt64 = 40
    let genesis: UInt64 = 300
    var chain = try Devnet.chain(.mixed(seed: 3, blocks: 1, transactions: 20))
    var ancestors: [UInt64: BlockHeader] = [:]
    var header = try #require(chain.genesis)
    for number in oldest..<genesis {
      header.number = number
      ancestors[number] = header
      header.parentHash = header.hash
    }
    header.number = genesis
    chain.genesis = header
    chain.blockHashes = ancestors.mapValues(\.hash)
    var block = try #require(chain.blocks.first?.block)
    let contract = try #require(
      block.transactions.lazy.compactMap(\.to).first { chain.preState[$0]?.code.isEmpty == false })
    // BLOCKHASH(NUMBER − 256)
    chain.preState[contract]?.code = [0x61, 0x01, 0x00, 0x43, 0x03, 0x40, 0x50, 0x00]
    block.header.number = genesis + 1
    chain.blocks[0].decoded = .success(block)
    return try Devnet(Devnet.resealed(chain), ancestors: ancestors)
  }

  private static let number: UInt64 = 301
  private static let deepest = number - 256

  /// What comes of the block, and for which headers alone or in a batch was asked.
  private func capture(
    _ node: RecordedNode, _ number: UInt64 = number, retries: Int = 0,
    faults: @escaping LoopbackServer.FaultPlan = { _ in nil }, into fixture: CaptureFixture
  ) throws -> (outcome: String, headers: [UInt64]) {
    let asked = Mutex<[UInt64]>([])
    let server = try LoopbackServer(faults: faults) { body in
      asked.withLock { $0 += Self.headers(in: body) }
      return node.answer(body)
    }
    let outcome = try fixture.capture(
      number...number, from: server, chainID: node.chainID,
      fork: node.chainID == 1 ? nil : .amsterdam, retries: retries, witness: .required)
    return (try #require(outcome[number]), asked.withLock { $0 })
  }

  /// The numbers of the headers that a text asks for.
  private static func headers(in body: [UInt8]) -> [UInt64] {
    let text = String(decoding: body, as: UTF8.self)
    return text.matches(
      of: #/"eth_getBlockByNumber","params":\["0x([0-9a-f]+)","?false/#
    ).compactMap { UInt64($0.output.1, radix: 16) }
  }

  @Test(arguments: [true, false])
  func headersAreReadAsFarBackAsTheBlockAsks(takesBatches: Bool) throws {
    let devnet = try Self.deep.get()
    let fixture = try CaptureFixture()
    let node = RecordedNode(devnet, .init(takesBatches: takesBatches))
    let (outcome, headers) = try capture(node, into: fixture)
    try #require(outcome == "captured")
    // The oldest one names the hash.
    #expect(Set(headers) == Set(Self.deepest + 1..<Self.number))
    #expect(try fixture.executed(Self.number, chainID: node.chainID).checksStateRoot)
    let path = "\(fixture.folder)/\(node.chainID)-\(Self.number).json.gz"
    guard case .chains(let chains) = try BlockFile(path: path).read() else {
      throw RecordedNodeError.noChain(path)
    }
    let ancestors = try #require(devnet.blocks[Self.number]).ancestors
    #expect(
      chains.first?.blockHashes
        == [
          Self.deepest: ancestors[Self.deepest]?.hash, Self.number - 1: ancestors[300]?.hash,
        ].compactMapValues(\.self))
  }

  /// The batches of headers among them.
  @Test func faultsAreSurvived() throws {
    let node = RecordedNode(try Self.deep.get(), .init())
    let (outcome, headers) = try capture(
      node, retries: 3, faults: { $0 % 2 == 0 ? .cutBody : nil }, into: try CaptureFixture())
    #expect(outcome == "captured")
    #expect(headers.count > Set(headers).count)
  }

  @Test func aBlockThatAsksForNoHashNeedsItsParentOnly() throws {
    let node = RecordedNode(try Devnet.shared.get(), .init())
    let (outcome, headers) = try capture(node, 3, into: try CaptureFixture())
    #expect(outcome == "captured")
    #expect(headers == [2])
  }

  private func refusal(_ behaviour: RecordedNode.Behaviour) throws -> String {
    let fixture = try CaptureFixture()
    let node = RecordedNode(try Self.deep.get(), behaviour)
    let outcome = try capture(node, retries: 1, into: fixture).outcome
    #expect(try CaptureFixture.contents(of: fixture.folder).isEmpty)
    return outcome
  }

  @Test(arguments: [300, 200, 46] as [UInt64])
  func aHashThatIsNotTheHeaders(number: UInt64) throws {
    let header = try #require(try Self.deep.get().blocks[Self.number]?.ancestors[number])
    let lie = Hash32(word: 7)
    let reason = try refusal(
      .init(
        replacement: ("eth_getBlockByNumber", "\"hash\": \"\(header.hash)", "\"hash\": \"\(lie)")))
    let question = "eth_getBlockByNumber(\"0x\(String(number, radix: 16))\", false):1:"
    #expect(reason.hasPrefix(question), "\(reason)")
    #expect(
      reason.contains("expected the hash of the header's fields, \(header.hash), found \(lie)"),
      "\(reason)")
    #expect(reason.hasSuffix("if that goes on, use another node (2 attempts)"), "\(reason)")
  }

  @Test(arguments: [300, 200, 46] as [UInt64])
  func aHeaderThatTheNextDoesNotName(number: UInt64) throws {
    var header = try #require(try Self.deep.get().blocks[Self.number]?.ancestors[number])
    let expected = header.hash
    header.extraData = [7]
    let reason = try refusal(.init(otherHeaders: [number]))
    #expect(
      reason.contains(
        "expected \(expected), which block \(number + 1) names as its parent, "
          + "found \(header.hash)"), "\(reason)")
    #expect(reason.hasSuffix("if that goes on, use another node (2 attempts)"), "\(reason)")
  }

  @Test(arguments: [300, 200, 46] as [UInt64], [false, true])
  func aHeaderThatTheNodeLacks(number: UInt64, isError: Bool) throws {
    let reason = try refusal(.init(missingHeaders: [number], missingHeadersAreErrors: isError))
    #expect(
      reason == "the node has no header of block \(number), by which the block's ancestors are "
        + "proven; use a node that keeps all headers"
        + (isError ? ": error -32000: pruned history unavailable" : ""))
  }

  @Test func aHeaderThatNothingNeedsMayLack() throws {
    let node = RecordedNode(try Self.deep.get(), .init(missingHeaders: [Self.deepest]))
    #expect(try capture(node, into: try CaptureFixture()).outcome == "captured")
  }

  /// Its base fee does not follow from the parent's, though each header has its hash.
  @Test func aBlockThatMayNotFollowItsParent() throws {
    var devnet = try Devnet.shared.get()
    var genesis = try #require(devnet.blocks[1]?.ancestors[0])
    genesis.gasUsed = genesis.gasLimit
    devnet.blocks = devnet.blocks.filter { $0.key == 1 }
    devnet.blocks[1]?.ancestors[0] = genesis
    var block = try #require(devnet.blocks[1]?.chain.blocks.first?.block)
    block.header.parentHash = genesis.hash
    devnet.blocks[1]?.block = Devnet.text(of: block)
    let node = RecordedNode(devnet, .init())
    let reason = try capture(node, 1, into: try CaptureFixture()).outcome
    #expect(reason.contains("baseFeePerGas"), "\(reason)")
  }
}
