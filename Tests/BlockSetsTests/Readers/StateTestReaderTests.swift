import BlockSets
import EthereumTypes
import Testing

@Suite("State tests")
struct StateTestReaderTests {
  static func read(_ text: String) throws -> StateTest {
    let document = try JSONDocument(parsing: Array(text.utf8), file: "test.json")
    let tests = try StateTestReader.read(document, path: "test.json")
    #expect(tests.count == 1)
    return try #require(tests.first)
  }

  @Test func readsACase() throws {
    let test = try Self.read(SampleTexts.stateTest())
    #expect(test.chainID == 1)
    #expect(test.environment.baseFeePerGas == 7)
    #expect(test.environment.slotNumber == 9)
    #expect(test.preState.count == 1)
    #expect(test.transaction.to == nil)
    #expect(test.transaction.values == [1, nil])
    #expect(test.transaction.secretKey == SampleTexts.key)
    #expect(test.results.map(\.network) == ["Cancun", "Cancun", "Neverland"])
    #expect(test.results.map(\.fork) == [.cancun, .cancun, nil])
    #expect(test.results[0].transactionBytes == [0xc0])
    #expect(test.results[1].expectedException == "TransactionException.RLP_INVALID_VALUE")
    #expect(test.results[2].postState == test.preState)
  }

  @Test func makesTheVariants() throws {
    let test = try Self.read(SampleTexts.stateTest())
    let listed = try #require(test.transaction(for: test.results[0]))
    #expect(
      listed
        == Transaction.accessList(
          chainID: 1, nonce: 0, gasPrice: 10, gasLimit: 1_000_000, to: nil, value: 1,
          data: [0x60, 1], accessList: []))
    #expect(test.transaction(for: test.results[1]) == nil)
    let plain = try #require(test.transaction(for: test.results[2]))
    #expect(
      plain
        == Transaction.legacy(
          chainID: 1, nonce: 0, gasPrice: 10, gasLimit: 21_000, to: nil, value: 1, data: []))
  }

  @Test func refusesPositionsOutsideTheTemplate() throws {
    let text = SampleTexts.stateTest().replacing("\"gas\": 1", with: "\"gas\": 2")
    let error = try #require(throws: JSONError.self) { try Self.read(text) }
    #expect(error.path == "[\"a case\"].post.Cancun[0].indexes.gas")
    #expect(error.message == "expected a position below 2, found 2")
  }
}
