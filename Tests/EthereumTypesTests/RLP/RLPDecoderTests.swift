import EthereumTypes
import TestSupport
import Testing

@Suite("Strict RLP decoding")
struct RLPDecoderTests {
  /// Reads a value by one of the typed readers and returns its error.
  static func failure<Value>(
    _ hex: String, _ read: (inout RLPDecoder) throws(RLPError) -> Value
  ) throws -> RLPError? {
    var decoder = RLPDecoder(try #require([UInt8](hex: hex)))
    do {
      _ = try read(&decoder)
      return nil
    } catch {
      return error as RLPError
    }
  }

  @Test(
    arguments: [
      ("0x", 0, .truncated), ("0x82ff", 0, .truncated), ("0xc3c28001", 1, .unexpectedList),
      ("0xc0", 0, .unexpectedList), ("0x8100", 0, .nonCanonicalSingleByte),
      ("0x817f", 0, .nonCanonicalSingleByte), ("0xb8", 0, .truncated),
      ("0xb837", 0, .nonCanonicalLength), ("0xb90038", 0, .nonCanonicalLength),
      ("0xbfffffffffffffffff", 0, .lengthOverflow), ("0xbf7fffffffffffffff", 0, .truncated),
      ("0xb838ff", 0, .truncated),
    ] as [(String, Int, RLPError.Kind)])
  func refusesBytes(hex: String, offset: Int, kind: RLPError.Kind) throws {
    let error = try Self.failure(hex) { decoder throws(RLPError) in
      if offset > 0 { decoder = try decoder.readList() }
      return try decoder.readBytes()
    }
    #expect(error == RLPError(offset: offset, kind: kind))
  }

  @Test(
    arguments: [
      ("0x00", .leadingZero), ("0x820001", .leadingZero), ("0xc0", .unexpectedList),
      ("0x89010203040506070809", .wrongLength(expected: 8, found: 9)),
      ("0x8101", .nonCanonicalSingleByte),
    ] as [(String, RLPError.Kind)])
  func refusesNumbers(hex: String, kind: RLPError.Kind) throws {
    let error = try Self.failure(hex) { decoder throws(RLPError) in try decoder.readUInt64() }
    #expect(error == RLPError(offset: 0, kind: kind))
  }

  @Test func refusesFixedSizes() throws {
    let short = "0x93" + String(repeating: "11", count: 19)
    #expect(
      try Self.failure(short) { decoder throws(RLPError) in try decoder.readAddress() }
        == RLPError(offset: 0, kind: .wrongLength(expected: 20, found: 19)))
    #expect(
      try Self.failure(short) { decoder throws(RLPError) in try decoder.readHash32() }
        == RLPError(offset: 0, kind: .wrongLength(expected: 32, found: 19)))
    let wide = "0xa1" + String(repeating: "11", count: 33)
    #expect(
      try Self.failure(wide) { decoder throws(RLPError) in try decoder.readUInt256() }
        == RLPError(offset: 0, kind: .wrongLength(expected: 32, found: 33)))
    #expect(
      try Self.failure("0x80") { decoder throws(RLPError) in _ = try decoder.readList() }
        == RLPError(offset: 0, kind: .unexpectedString))
  }

  @Test func countsOffsetsFromTheWholeInput() throws {
    // [[1], [2, [0x00 as a number]]] inside a slice that does not start at 0.
    let bytes: [UInt8] = [0xff, 0xff, 0xc6, 0xc1, 0x01, 0xc3, 0x02, 0xc1, 0x00]
    var decoder = RLPDecoder(bytes[2...])
    var outer = try decoder.readList()
    _ = try outer.readList()
    var second = try outer.readList()
    let number = try second.readUInt64()
    #expect(number == 2)
    var innermost = try second.readList()
    let offset = innermost.offset
    #expect(offset == 6)
    #expect(throws: RLPError(offset: 6, kind: .leadingZero)) { try innermost.readUInt64() }
    try second.finish()
    #expect(throws: RLPError(offset: 6, kind: .trailingBytes)) { try innermost.finish() }
  }

  @Test func entersAndLeavesLists() throws {
    // [[1, 2], [], 3] and 4.
    var decoder = RLPDecoder([0xc5, 0xc2, 0x01, 0x02, 0xc0, 0x03, 0x04] as [UInt8])
    let outer = try decoder.enterList()
    let items = decoder.remainingItemCount
    #expect(items == 3)
    let pair = try decoder.enterList()
    #expect(throws: RLPError(offset: 2, kind: .trailingBytes)) {
      try decoder.leaveList(to: pair)
    }
    let numbers = [try decoder.readUInt64(), try decoder.readUInt64()]
    #expect(numbers == [1, 2])
    #expect(throws: RLPError(offset: 4, kind: .truncated)) { try decoder.readUInt64() }
    try decoder.leaveList(to: pair)
    let empty = try decoder.enterList()
    #expect(throws: RLPError(offset: 5, kind: .truncated)) { try decoder.readUInt64() }
    try decoder.leaveList(to: empty)
    #expect(throws: RLPError(offset: 5, kind: .unexpectedString)) { try decoder.enterList() }
    let third = try decoder.readUInt64()
    try decoder.leaveList(to: outer)
    let fourth = try decoder.readUInt64()
    #expect((third, fourth) == (3, 4))
    try decoder.finish()
  }

  @Test func listsBoundTheirItems() throws {
    // The string claims a byte that lies outside the list but inside the input.
    var decoder = RLPDecoder([0xc2, 0x82, 0x01, 0x02] as [UInt8])
    var list = try decoder.readList()
    #expect(throws: RLPError(offset: 1, kind: .truncated)) { try list.readBytes() }
  }

  @Test func boundsNesting() throws {
    var encoder = RLPEncoder()
    for _ in 0..<100_000 { encoder.beginList() }
    for _ in 0..<100_000 { encoder.endList() }
    let encoding = encoder.result
    let error = try #require(throws: RLPError.self) { try RLPItem(decoding: encoding) }
    #expect(error.kind == .tooDeep)
    #expect(try RLPItem(decoding: [0xc2, 0xc1, 0xc0], depth: 3) == .list([.list([.list([])])]))
    #expect(throws: RLPError(offset: 2, kind: .tooDeep)) {
      try RLPItem(decoding: [0xc2, 0xc1, 0xc0], depth: 2)
    }
  }

  @Test func errorsSayWhatWasExpected() {
    let error = RLPError(offset: 17, kind: .wrongLength(expected: 20, found: 19))
    #expect(error.description == "RLP at byte 17: expected 20 bytes, found 19")
  }
}
