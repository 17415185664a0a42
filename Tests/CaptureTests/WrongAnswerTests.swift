import BlockSets
import EthereumTypes
import Testing

/// Whole answers with the wrong content: nothing of them is written.
@Suite(.enabled(if: RecordedNode.folder != nil, RecordedNode.absence))
struct WrongAnswerTests {
  private static let number: UInt64 = 20_612_842

  private func failure(_ behaviour: RecordedNode.Behaviour, known: [UInt64]) throws -> String {
    let node = try RecordedNode(known, behaviour)
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(Self.number...Self.number, from: server, retries: 1)
    #expect(try CaptureFixture.contents(of: fixture.folder).isEmpty)
    return try #require(outcome[Self.number])
  }

  @Test func anUnknownBlock() throws {
    #expect(try failure(.init(), known: []) == "the node has no block \(Self.number)")
  }

  @Test func anotherBlock() throws {
    let reason = try failure(.init(onlyBlock: 21_230_867), known: [Self.number, 21_230_867])
    #expect(reason.contains("expected \"0x13a86ea\", found \"0x143f513\""), "\(reason)")
    #expect(reason.hasSuffix("(2 attempts)"), "\(reason)")
  }

  @Test func aHeaderThatIsNotTheBlocks() throws {
    let reason = try failure(
      .init(replacement: ("eth_getBlockByNumber", "\"gasLimit\":\"0x", "\"gasLimit\":\"0x1")),
      known: [Self.number])
    #expect(reason.contains("expected the hash of the header's fields"), "\(reason)")
  }

  @Test func aTransactionThatIsNotTheBlocks() throws {
    let reason = try failure(
      .init(replacement: ("eth_getBlockByNumber", "\"value\":\"0x0\"", "\"value\":\"0x1\"")),
      known: [Self.number])
    #expect(reason.contains("expected the hash of the transaction's fields"), "\(reason)")
  }

  @Test func stateThatIsNotTheBlocks() throws {
    // Every account has sent one transaction more than it has.
    let reason = try failure(
      .init(
        hasTracer: false, replacement: ("eth_getTransactionCount", "\"0x", "\"0x1")),
      known: [Self.number])
    #expect(
      reason.hasPrefix("our execution does not reproduce the block: transaction 0: "),
      "\(reason)")
  }

  @Test func aSlotThatIsNoQuantity() throws {
    let reason = try failure(
      .init(
        hasTracer: false, replacement: ("eth_getStorageAt", "\"0x", "\"")), known: [Self.number])
    #expect(reason.contains("expected a quantity"), "\(reason)")
  }
}
