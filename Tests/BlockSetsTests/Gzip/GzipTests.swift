import BlockSets
import TestSupport
import Testing

@Suite("Gzip decompression")
struct GzipTests {
  static let text = Array(SampleTexts.stateTest().utf8)

  @Test(arguments: [0, 1, 2, 100, 65_535, 65_536, 1_000_000])
  func roundTrips(count: Int) throws {
    var generator = SplitMix64(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(try Gzip.decompress(Deflate.gzip(bytes)) == bytes)
    let zeros = [UInt8](repeating: 0, count: count)
    #expect(try Gzip.decompress(Deflate.gzip(zeros)) == zeros)
  }

  @Test(arguments: [0, 1, 100, 65_535, 65_536, 65_537, 1_000_000])
  func compresses(count: Int) throws {
    var generator = SplitMix64(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for bytes in [bytes, [UInt8](repeating: 7, count: count)] {
      let compressed = try Gzip.compress(bytes)
      #expect(try Gzip.decompress(compressed) == bytes)
      #expect(try Gzip.compress(bytes) == compressed)
    }
  }

  @Test func readsSeveralMembers() throws {
    let members = Deflate.gzip(Self.text) + Deflate.gzip([]) + Deflate.gzip([1, 2, 3])
    #expect(try Gzip.decompress(members) == Self.text + [1, 2, 3])
  }

  @Test func refusesWhatFollowsTheLastMember() {
    let member = Deflate.gzip(Self.text)
    #expect(throws: GzipError.trailingBytes(offset: member.count)) {
      try Gzip.decompress(member + [0])
    }
  }

  @Test(
    arguments: [[], [0x1f], [0x1f, 0x8b], Array("{}".utf8), [0x1f, 0x8b, 0x07, 0]] as [[UInt8]])
  func refusesOtherFiles(bytes: [UInt8]) {
    #expect(throws: GzipError.notGzip) { try Gzip.decompress(bytes) }
  }

  @Test func refusesEveryPrefix() {
    let member = Deflate.gzip(Self.text)
    for count in 3..<member.count {
      #expect(throws: GzipError.truncated(offset: count), "prefix of \(count)") {
        try Gzip.decompress(Array(member.prefix(count)))
      }
    }
  }

  @Test(arguments: 1...8)
  func checksTheTrailer(distanceFromEnd: Int) throws {
    var member = Deflate.gzip(Self.text)
    member[member.count - distanceFromEnd] ^= 0x40
    // The last four bytes are the length, the four before them the CRC.
    let offset = member.count - (distanceFromEnd > 4 ? 4 : 0)
    #expect(throws: GzipError.checksumMismatch(offset: offset)) { try Gzip.decompress(member) }
  }

  @Test func boundsContents() throws {
    let zeros = Deflate.gzip([UInt8](repeating: 0, count: 100_000))
    let exact = Gzip.Limit(bytes: 100_000, ratio: 2_000, alwaysAllowed: 0)
    #expect(try Gzip.decompress(zeros, limit: exact).count == 100_000)
    let less = Gzip.Limit(bytes: 99_999, ratio: 2_000, alwaysAllowed: 0)
    try Self.expectTooLarge(zeros, limit: less, bytes: 99_999)
    let ratio = Gzip.Limit(bytes: 1 << 30, ratio: 10, alwaysAllowed: 1_000)
    try Self.expectTooLarge(zeros, limit: ratio, bytes: max(1_000, 10 * zeros.count))
  }

  /// A bomb is refused by what it inflates to, whatever size its trailer states.
  @Test func boundsContentsThatLieAboutTheirSize() throws {
    var bomb = Deflate.gzip([UInt8](repeating: 0, count: 20_000_000))
    bomb.replaceSubrange((bomb.count - 4)..., with: [1, 0, 0, 0])
    try Self.expectTooLarge(bomb, limit: .standard, bytes: 1 << 24)
  }

  static func expectTooLarge(_ bytes: [UInt8], limit: Gzip.Limit, bytes expected: Int) throws {
    let error = try #require(throws: GzipError.self) {
      try Gzip.decompress(bytes, limit: limit)
    }
    guard case .tooLarge(let offset, expected) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(offset <= bytes.count)
  }

  @Test(arguments: 0..<4)
  func answersMutationsWithTypedErrors(part: UInt64) {
    let original = Deflate.gzip(Self.text)
    var refused = 0
    for seed in (part * 2_500)..<((part + 1) * 2_500) {
      var generator = SplitMix64(seed: seed)
      let bytes = Mutation.mutate(original, using: &generator)
      do {
        let contents = try Gzip.decompress(bytes)
        #expect(contents == Self.text, "seed \(seed): the checksum let other contents pass")
      } catch {
        refused += 1
      }
    }
    #expect(refused > 2_000)
  }
}
