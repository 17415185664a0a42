import EthereumTypes
import TestSupport
import Testing

@Suite("Receipts, blooms and requests")
struct ReceiptTests {
  static let log = Log(
    address: Address(word: 0xabc), topics: [.zero, .emptyKeccak], data: [1, 2, 3])

  @Test(
    arguments: Transaction.Kind.allCases,
    [.status(true), .status(false), .stateRoot(.emptyTrieRoot)] as [Receipt.Outcome])
  func receiptsRoundTrip(kind: Transaction.Kind, outcome: Receipt.Outcome) throws {
    let receipt = Receipt(
      kind: kind, outcome: outcome, cumulativeGasUsed: 21_000, logs: [Self.log, Self.log])
    let encoded = receipt.encoded
    #expect(try Receipt(decoding: encoded) == receipt)
    #expect(kind == .legacy ? encoded[0] >= 0xc0 : encoded[0] == kind.rawValue)
    for count in encoded.indices {
      #expect(throws: ReceiptError.self, "first \(count) bytes") {
        try Receipt(decoding: Array(encoded[..<count]))
      }
    }
  }

  @Test(arguments: [[2], [0x80], [UInt8](repeating: 1, count: 31)] as [[UInt8]])
  func otherOutcomesAreRefused(outcome: [UInt8]) {
    var encoder = RLPEncoder()
    encoder.append(encoded: [2])
    encoder.list { fields in
      fields.encode(bytes: outcome)
      fields.encode(uint: 1)
      fields.encode(bytes: Bloom().bytes)
      fields.list { _ in }
    }
    let bytes = encoder.result
    let expected = ReceiptError.malformed(
      RLPError(offset: 4, kind: .wrongLength(expected: 32, found: outcome.count)))
    #expect(throws: expected) { try Receipt(decoding: bytes) }
  }

  @Test(arguments: [0, 5, 0x80] as [UInt8])
  func unknownTypesAreRefused(type: UInt8) {
    #expect(throws: ReceiptError.unsupportedType(type)) {
      try Receipt(decoding: [type, 0xc0])
    }
  }

  @Test func bloomHoldsAddressesAndTopics() throws {
    let bloom = Bloom([Self.log])
    let bits = bloom.bytes.reduce(0) { $0 + $1.nonzeroBitCount }
    #expect((4...9).contains(bits))
    // The bits of the yellow paper's definition: 11 bits of each of the first three byte pairs.
    let hash = keccak256(Self.log.address).bytes
    for pair in [0, 2, 4] {
      let bit = (Int(hash[pair]) << 8 | Int(hash[pair + 1])) & 2047
      #expect(bloom.bytes[255 - bit / 8] & 1 << (bit % 8) != 0)
    }
    var topicless = Self.log
    topicless.topics = []
    #expect(bloom == Bloom([topicless]).union(bloom))
    #expect(bloom != Bloom([topicless]))
    #expect(Bloom([Self.log, topicless]) == bloom)
  }

  @Test func bloomHasATextForm() throws {
    let bloom = Bloom([Self.log])
    #expect(Bloom(hex: bloom.hex) == bloom)
    #expect(Bloom(bytes: bloom.bytes) == bloom)
    #expect(bloom.hex.count == 514)
    #expect(Bloom(bytes: bloom.bytes.dropLast()) == nil)
    #expect(Bloom(hex: "0x00") == nil)
    #expect(Bloom(hex: "garbage") == nil)
    #expect(Set([bloom, bloom, Bloom()]).count == 2)
  }

  /// The hash of no requests, as every Prague block without any has it.
  @Test func hashOfNoRequestsIsKnown() {
    #expect(
      requestsHash([])
        == Hash32(hex: "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
  }

  @Test func hashOfRequestsCoversTypeAndOrder() {
    let requests: [[UInt8]] = [[0, 1, 2], [1, 3], [2, 4]]
    #expect(requestsHash(requests) == Hash32(bytes: sha256(requests.flatMap { sha256($0) })))
    #expect(requestsHash(requests) != requestsHash(requests.reversed()))
    #expect(requestsHash([[0, 1]]) != requestsHash([[1, 1]]))
  }

  @Test func withdrawalsAreInGwei() {
    let withdrawal = Withdrawal(
      index: 1, validatorIndex: 2, address: .zero, amount: .max)
    #expect(withdrawal.amountInWei == UInt256(UInt64.max) * 1_000_000_000)
  }
}
