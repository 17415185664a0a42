import EthereumTypes
import TestSupport
import Testing

@Suite("Keccak-256")
struct KeccakTests {
  /// Published digests, and (last) one longer than a block.
  @Test(
    arguments: [
      ("", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
      ("abc", "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
      ("testing", "0x5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02"),
      (
        "Transfer(address,address,uint256)",
        "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
      ),
    ])
  func hashesKnownText(text: String, digest: String) {
    #expect(keccak256([UInt8](text.utf8)).description == digest)
  }

  /// Every length through three blocks, against the sponge written plainly.
  @Test func agreesWithThePlainSpongeAtEveryLength() {
    let bytes = (0..<420).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
    for count in 0...420 {
      let message = [UInt8](bytes[..<count])
      #expect(keccak256(message).bytes == PlainKeccak.hash(message), "\(count) bytes")
    }
  }

  @Test func variantsAgree() throws {
    let address = try #require(Address(hex: "0x00112233445566778899aabbccddeeff01234567"))
    let word = UInt256(low: 7, high: 9)
    #expect(keccak256(address) == keccak256(address.bytes))
    #expect(keccak256(word: word) == keccak256(word.bigEndianBytes))
    #expect(
      keccak256(words: word, 3) == keccak256(word.bigEndianBytes + UInt256(3).bigEndianBytes))
    #expect(keccak256(address.bytes[2..<7]) == keccak256([UInt8](address.bytes[2..<7])))
    #expect(keccak256(UnsafeRawBufferPointer(start: nil, count: 0)) == .emptyKeccak)
  }

  /// Messages of mixed lengths, so that vector elements finish at different times.
  @Test(arguments: [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 100])
  func batchesAgreeWithSingleHashes(count: Int) {
    var random = SplitMix64(seed: 71)
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var expected: [Hash32] = []
    for _ in 0..<count {
      let lengths = [0, 1, 20, 32, 135, 136, 137, 271, 272, 273, 532]
      let length = lengths[Int(random.next() % UInt64(lengths.count))]
      let message = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      bytes += message
      ends.append(bytes.count)
      expected.append(keccak256(message))
    }
    #expect(keccak256(each: bytes, ends: ends) == expected)
    let words = (0..<count).map { _ in random.nextUInt256() }
    #expect(keccak256(eachWord: words) == words.map { keccak256(word: $0) })
    let addresses = words.map { Address(word: $0) }
    #expect(keccak256(each: addresses) == addresses.map { keccak256($0) })
  }

  static let supportedWays = KeccakWay.allCases.filter(\.isSupported)

  @Test func theScalarWayIsEverywhere() {
    #expect(KeccakWay.scalar.isSupported)
    print("keccak ways of this machine: \(Self.supportedWays)")
  }

  /// Every length from nothing to beyond four blocks: alone, eight of a kind, and all together.
  @Test(arguments: supportedWays)
  func everyWayAgreesWithTheSpongeAtEveryLength(way: KeccakWay) {
    let bytes = (0..<600).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
    var all: [UInt8] = []
    var ends: [Int] = []
    var expected: [Hash32] = []
    for length in 0...600 {
      let message = Array(bytes[..<length])
      let hash = Hash32(bytes: PlainKeccak.hash(message))
      #expect(keccak256(each: message, ends: [length], by: way) == [hash], "\(length) bytes")
      let eight = [[UInt8]](repeating: message, count: 8).flatMap { $0 }
      let same = keccak256(each: eight, ends: (1...8).map { $0 * length }, by: way)
      #expect(same == [Hash32?](repeating: hash, count: 8), "\(length) bytes")
      all += message
      ends.append(all.count)
      if let hash { expected.append(hash) }
    }
    #expect(keccak256(each: all, ends: ends, by: way) == expected)
  }

  /// Lanes that hold messages of any lengths, and batches that leave lanes empty.
  @Test(arguments: supportedWays, 0..<40 as Range<UInt64>)
  func everyWayAgreesWithTheScalarOneOnMixedLengths(way: KeccakWay, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let length = Int.random(in: 0...600, using: &random)
      bytes += (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      ends.append(bytes.count)
    }
    let scalar = keccak256(each: bytes, ends: ends, by: .scalar)
    #expect(keccak256(each: bytes, ends: ends, by: way) == scalar, "seed \(seed)")
    #expect(keccak256(each: bytes, ends: ends) == scalar, "seed \(seed)")
  }

  /// Digests that the Keccak team published (ShortMsgKAT_256 of the third-round submission).
  @Test(arguments: supportedWays)
  func everyWayGivesPublishedDigests(way: KeccakWay) throws {
    let vectors = [
      ("0x", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
      ("0xcc", "0xeead6dbfc7340a56caedc044696a168870549a6a7f6f56961e84a54bd9970b8a"),
      ("0x41fb", "0xa8eaceda4d47b3281a795ad9e1ea2122b407baf9aabcb9e18b5717b7873537d2"),
      ("0x1f877c", "0x627d7bc1491b2ab127282827b8de2d276b13d7d70fb4c5957fdf20655bc7ac30"),
    ]
    let messages = try vectors.map { try #require([UInt8](hex: $0.0)) }
    var ends: [Int] = []
    for message in messages { ends.append((ends.last ?? 0) + message.count) }
    let hashes = keccak256(each: messages.flatMap { $0 }, ends: ends, by: way)
    #expect(hashes.map(\.description) == vectors.map(\.1))
  }

  @Test func impossibleEndsTrap() async {
    await #expect(processExitsWith: .failure) { _ = keccak256(each: [1, 2], ends: [3]) }
    await #expect(processExitsWith: .failure) { _ = keccak256(each: [1, 2], ends: [2, 1]) }
    await #expect(processExitsWith: .failure) { _ = keccak256(each: [1, 2], ends: [-1]) }
  }

  @Test func constantsAreHashes() {
    #expect(Hash32.emptyKeccak == keccak256([]))
    #expect(Hash32.emptyTrieRoot == keccak256([0x80]))
    #expect(Hash32.emptyListHash == keccak256([0xc0]))
  }
}

/// Keccak as the specification writes it: loops over coordinates, constants computed.
private enum PlainKeccak {
  static func hash(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [1]
    while padded.count % 136 != 0 { padded.append(0) }
    padded[padded.count - 1] |= 0x80
    var state = [[UInt64]](repeating: [UInt64](repeating: 0, count: 5), count: 5)
    for block in stride(from: 0, to: padded.count, by: 136) {
      for lane in 0..<17 {
        for byte in 0..<8 {
          state[lane % 5][lane / 5] ^= UInt64(padded[block + 8 * lane + byte]) << UInt64(8 * byte)
        }
      }
      permute(&state)
    }
    return (0..<32).map { index in
      let lane = index / 8
      let shift = UInt64(8 * (index % 8))
      return UInt8(truncatingIfNeeded: state[lane][0] >> shift)
    }
  }

  static func rotate(_ value: UInt64, _ count: Int) -> UInt64 {
    count % 64 == 0 ? value : value << UInt64(count % 64) | value >> UInt64(64 - count % 64)
  }

  static func permute(_ a: inout [[UInt64]]) {
    var register: UInt8 = 1
    for _ in 0..<24 {
      let c = (0..<5).map { x in a[x].reduce(0, ^) }
      for x in 0..<5 {
        for y in 0..<5 { a[x][y] ^= c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1) }
      }
      var (x, y) = (1, 0)
      var current = a[x][y]
      for t in 0..<24 {
        (x, y) = (y, (2 * x + 3 * y) % 5)
        (current, a[x][y]) = (a[x][y], rotate(current, (t + 1) * (t + 2) / 2))
      }
      for y in 0..<5 {
        let row = (0..<5).map { a[$0][y] }
        for x in 0..<5 { a[x][y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]) }
      }
      for j in 0..<7 {
        if register & 1 == 1 { a[0][0] ^= (1 as UInt64) << ((1 << j) - 1) }
        register = register << 1 ^ (register & 0x80 == 0 ? 0 : 0x71)
      }
    }
  }
}
