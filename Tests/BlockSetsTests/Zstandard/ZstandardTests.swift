import BlockSets
import EthereumTypes
import TestSupport
import Testing

@Suite("Zstandard files of one frame")
struct ZstandardTests {
  private let compressor = ZstandardCompressor()
  private let decompressor = ZstandardDecompressor()
  private static let text = Array(SampleTexts.stateTest().utf8)

  private func decompress(_ frame: [UInt8], count: Int) throws -> [UInt8] {
    // What was there before does not matter.
    var contents: [UInt8] = [1, 2, 3]
    try decompressor.decompress(frame, count: count, into: &contents)
    return contents
  }

  @Test(arguments: [0, 1, 2, 100, 65_535, 65_536, 131_073, 1_000_000])
  func roundTrips(count: Int) throws {
    var generator = SplitMix64(seed: UInt64(count))
    let random = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for bytes in [random, [UInt8](repeating: 7, count: count)] {
      let frame = try compressor.compress(bytes)
      // The tables that earlier frames left do not matter.
      #expect(try compressor.compress(bytes) == frame)
      #expect(try ZstandardCompressor().compress(bytes) == frame)
      #expect(try decompress(frame, count: count) == bytes)
    }
  }

  /// What `zstd --no-check` makes of a file that holds `balbench`: not only our own frames are read.
  @Test func readsAFrameOfTheCommandLine() throws {
    let frame = try #require([UInt8](hex: "0x28b52ffd2008410000")) + Array("balbench".utf8)
    #expect(try decompress(frame, count: 8) == Array("balbench".utf8))
  }

  @Test(arguments: [[], [0x28], [0x1f, 0x8b, 8, 0], Array("{}".utf8)] as [[UInt8]])
  func refusesOtherFiles(bytes: [UInt8]) {
    #expect(throws: ZstandardError.notZstandard) {
      try decompress(bytes, count: 1)
    }
  }

  @Test func refusesAnotherSizeBeforeItTakesMemory() throws {
    let frame = try compressor.compress(Self.text)
    #expect(throws: ZstandardError.contentSize(expected: 1 << 50, found: UInt64(Self.text.count))) {
      try decompress(frame, count: 1 << 50)
    }
  }

  @Test func refusesWhatFollowsTheFrame() throws {
    let frame = try compressor.compress(Self.text)
    // A byte, a frame of nothing, and a frame to skip (RFC 8878, 3.1.2).
    for rest in [[0], try compressor.compress([]), [0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9]] {
      #expect(throws: ZstandardError.trailingBytes(offset: frame.count)) {
        try decompress(frame + rest, count: Self.text.count)
      }
    }
  }

  @Test func refusesEveryPrefix() throws {
    let frame = try compressor.compress(Self.text)
    for count in 4..<frame.count {
      let error = try #require(throws: ZstandardError.self, "prefix of \(count)") {
        try decompress(Array(frame.prefix(count)), count: Self.text.count)
      }
      if count > 18 { #expect(error == .truncated(offset: count)) }
    }
    // The decompressor is none the worse for it.
    #expect(try decompress(frame, count: Self.text.count) == Self.text)
  }

  /// The block that is damaged is named, not the file only.
  @Test func saysWhereItIsMalformed() throws {
    var generator = SplitMix64(seed: 5)
    let bytes = (0..<300_000).map { _ in UInt8.random(in: 0...15, using: &generator) }
    var frame = try compressor.compress(bytes)
    let second = 9 + 3 + Self.blockSize(at: 9, of: frame)
    // A block of the reserved type (RFC 8878, 3.1.1.2.2).
    frame[second] |= 0b110
    let error = try #require(throws: ZstandardError.self) {
      try decompress(frame, count: bytes.count)
    }
    guard case .malformed(let offset, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(offset == second)
  }

  /// The size in a block's header, three bytes.
  private static func blockSize(at offset: Int, of frame: [UInt8]) -> Int {
    (Int(frame[offset]) | Int(frame[offset + 1]) << 8 | Int(frame[offset + 2]) << 16) >> 3
  }
}
