import EthereumTypes
import TestSupport
import Testing

@Suite("RLP round trips, truncations and mutations")
struct RLPRoundTripTests {
  /// A tree with strings and lists around the lengths where the prefix changes.
  static func randomItem(_ random: inout SplitMix64, depth: Int) -> RLPItem {
    let count = [0, 1, 2, 20, 32, 54, 55, 56, 57, 255, 256, 300][Int(random.next() % 12)]
    if depth == 0 || random.next() % 3 == 0 {
      return .bytes((0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    }
    return .list(
      (0..<Int(random.next() % 6)).map { _ in randomItem(&random, depth: depth - 1) })
  }

  @Test(arguments: [61] as [UInt64])
  func roundTrips(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let item = Self.randomItem(&random, depth: 4)
      #expect(try RLPItem(decoding: item.encoded) == item, "seed \(seed)")
    }
  }

  @Test func typedValuesRoundTrip() throws {
    let address = Address(word: 0xabcdef)
    let hash = keccak256([1])
    var encoder = RLPEncoder()
    encoder.list { list in
      list.encode(uint: 0)
      list.encode(uint: UInt64.max)
      list.encode(uint: UInt256.max)
      list.encode(address: address)
      list.encode(optionalAddress: nil)
      list.encode(optionalAddress: address)
      list.encode(hash: hash)
      list.encode(bytes: [0x7f])
      list.append(encoded: [0xc1, 0x05] as [UInt8])
    }
    var decoder = RLPDecoder(encoder.result)
    var list = try decoder.readList()
    try decoder.finish()
    let numbers = (try list.readUInt64(), try list.readUInt64(), try list.readUInt256())
    #expect(numbers == (0, .max, .max))
    let addresses = [
      try list.readAddress(), try list.readOptionalAddress(), try list.readOptionalAddress(),
    ]
    #expect(addresses == [address, nil, address])
    let (readHash, isList) = (try list.readHash32(), list.peekIsList)
    #expect(readHash == hash && !isList)
    let byte = try list.readBytes(count: 1)
    #expect(byte == [0x7f])
    let last = (list.peekIsList, list.isAtEnd, list.remainingCount, list.remainingItemCount)
    #expect(last == (true, false, 2, 1))
    let item = try list.readEncodedItem()
    #expect(item == [0xc1, 0x05])
    try list.finish()
    let end = (list.peekIsList, list.isAtEnd, list.remainingItemCount)
    #expect(end == (false, true, 0))
  }

  /// Numbers of every width, with less and with more than 32 bytes before their end.
  @Test(arguments: [64] as [UInt64])
  func numbersAreReadWhereverTheyStand(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for width in 0...32 {
      for before in 0...33 {
        var bytes = (0..<width).map { _ in UInt8.random(in: 0...255, using: &random) }
        if width > 0 { bytes[0] = UInt8.random(in: 1...255, using: &random) }
        var encoder = RLPEncoder()
        for _ in 0..<before { encoder.encode(uint: 0) }
        encoder.encode(bytes: bytes)
        encoder.encode(uint: 0x77)
        var decoder = RLPDecoder(([0xff] + encoder.result)[1...])
        for _ in 0..<before { _ = try decoder.readUInt64() }
        let found = try decoder.readUInt256()
        #expect(found == UInt256(bigEndianBytes: bytes), "\(width) after \(before), seed \(seed)")
        let next = try decoder.readUInt64()
        #expect(next == 0x77)
      }
    }
  }

  @Test(arguments: [55, 56, 255, 256, 65535, 65536])
  func prefixesListsOfEveryWidth(count: Int) throws {
    var encoder = RLPEncoder()
    encoder.beginList()
    for _ in 0..<count { encoder.encode(uint: 1) }
    encoder.endList()
    let string = [UInt8](repeating: 0xee, count: count)
    encoder.encode(bytes: string)
    var decoder = RLPDecoder(encoder.result)
    let list = try decoder.readList()
    let counts = (list.remainingCount, list.remainingItemCount)
    #expect(counts == (count, count))
    let read = try decoder.readBytes()
    #expect(read == string)
    try decoder.finish()
  }

  @Test(arguments: [62] as [UInt64])
  func refusesEveryTruncatedPrefix(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let encoding = Self.randomItem(&random, depth: 3).encoded
      for count in 0..<encoding.count {
        #expect(throws: RLPError.self, "\(count) of \(encoding.hex), seed \(seed)") {
          try RLPItem(decoding: [UInt8](encoding[..<count]))
        }
      }
    }
  }

  /// Whatever is accepted is canonical: encoding it again gives the same bytes.
  @Test(arguments: [63] as [UInt64])
  func mutationsFailOrStayCanonical(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var refused = 0
    for _ in 0..<10_000 {
      var encoding = Self.randomItem(&random, depth: 3).encoded
      for _ in 0...random.next() % 3 {
        let position = Int(random.next() % UInt64(encoding.count))
        switch random.next() % 3 {
        case 0: encoding[position] = UInt8(truncatingIfNeeded: random.next())
        case 1: encoding[position] ^= 1 << UInt8(random.next() % 8)
        default: encoding.insert(UInt8(truncatingIfNeeded: random.next()), at: position)
        }
      }
      do throws(RLPError) {
        let item = try RLPItem(decoding: encoding)
        #expect(item.encoded == encoding, "seed \(seed)")
      } catch {
        #expect((0...encoding.count).contains(error.offset), "seed \(seed)")
        refused += 1
      }
    }
    #expect((1_000..<10_000).contains(refused), "seed \(seed): the mutations prove nothing")
  }

  @Test func unbalancedListsTrap() async {
    await #expect(processExitsWith: .failure) {
      var encoder = RLPEncoder()
      encoder.beginList()
      _ = encoder.result
    }
    await #expect(processExitsWith: .failure) {
      var encoder = RLPEncoder()
      encoder.endList()
    }
  }
}
