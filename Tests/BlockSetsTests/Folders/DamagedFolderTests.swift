import BlockSets
import EthereumTypes
import Foundation
import TestSupport
import Testing

@Suite("Damaged block sets' folders")
struct DamagedFolderTests {
  private let folder: TemporaryFolder
  private let manifest: String
  private var set: String { "\(folder.path)/set" }

  init() throws {
    folder = try TemporaryFolder()
    // The folder is removed with its last reference.
    let original = try BlockSetTests.makeFolder()
    manifest = try FolderSample.write(blocksAt: original.path, to: folder)
    withExtendedLifetime(original) {}
  }

  /// What reading the whole set says.
  private func refusal() -> String? {
    do {
      _ = try FolderSample.chains(at: set)
      return nil
    } catch {
      #expect(error is BlockSetError, "\(error)")
      return "\(error)"
    }
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(set)/\(name)")))
  }

  private func rewrite(_ replacements: [(String, String)]) throws {
    var text = manifest
    for (old, new) in replacements {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    try folder.write(Array(text.utf8), to: "set/blockset.json")
  }

  @Test func missingAndExtraFilesAreNamedTogether() throws {
    try FileManager.default.removeItem(atPath: "\(set)/1/1.rlp.zst")
    try FileManager.default.removeItem(atPath: "\(set)/2/state.rlp.zst")
    try folder.write([1], to: "set/2/other.rlp.zst")
    try folder.write([1], to: "set/.hidden")
    let text = try #require(refusal())
    #expect(text.contains("\(set)/1/1.rlp.zst: error: listed in blockset.json, and not there"))
    #expect(text.contains("\(set)/2/state.rlp.zst: error: listed in blockset.json, and not there"))
    #expect(text.contains("\(set)/2/other.rlp.zst: error: not listed in blockset.json; move it"))
    #expect(!text.contains("hidden"))
  }

  @Test func aWrongDigestIsRefused() throws {
    let digest = try #require(manifest.firstMatch(of: /"sha256": "(0x[0-9a-f]{64})"/)).1
    try rewrite([(String(digest), "\(Hash32.zero)")])
    let text = try #require(refusal())
    #expect(text.hasPrefix("\(set)/1/state.rlp.zst: error: expected "), "\(text)")
    #expect(text.contains("SHA-256 \(Hash32.zero), found "))
    #expect(text.hasSuffix("copy the files again from where they came"))
  }

  @Test func everyPrefixOfAFileIsRefused() throws {
    let whole = try bytes("1/1.rlp.zst")
    for count in 0..<whole.count {
      try folder.write(Array(whole.prefix(count)), to: "set/1/1.rlp.zst")
      let text = try #require(refusal(), "prefix of \(count)")
      #expect(text.hasPrefix("\(set)/1/1.rlp.zst: error: "), "\(text)")
    }
  }

  /// A bit may stand either way where the blocks that are read are the same: bit 4 of the header's
  /// first byte, at which no decoder looks (RFC 8878, 3.1.1.1.1.3), and a few of the compressed
  /// block, whose tables are padded to whole bytes and whose matches can be told in several ways.
  @Test(arguments: ["1/1.rlp.zst", "1/state.rlp.zst", "2/2.rlp.zst"])
  func everyFlippedBitIsRefusedOrChangesNothing(name: String) throws {
    let whole = try bytes(name)
    let original = try FolderSample.chains(at: set)
    var harmless: [Int] = []
    for bit in 0..<8 * whole.count {
      var flipped = whole
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      try folder.write(flipped, to: "set/\(name)")
      do {
        let found = try FolderSample.chains(at: set)
        harmless.append(bit)
        try #require(found.count == original.count)
        for (found, original) in zip(found, original) {
          try FolderSample.expectEqual(found, original)
        }
      } catch let error as BlockSetError {
        #expect("\(error)".hasPrefix("\(set)/\(name): error: "), "bit \(bit): \(error)")
      }
    }
    #expect(harmless.contains(8 * 4 + 4), "the unused bit of the header")
  }

  @Test(arguments: 0..<4)
  func mutatedFilesAreRefusedWithTheirName(part: UInt64) throws {
    let names = ["1/1.rlp.zst", "2/state.rlp.zst", "3/1.rlp.zst"]
    let originals = try names.map(bytes)
    let chains = try FolderSample.chains(at: set)
    var refused = 0
    for seed in (part * 500)..<((part + 1) * 500) {
      var generator = SplitMix64(seed: seed)
      let index = Int.random(in: names.indices, using: &generator)
      let mutated = Mutation.mutate(originals[index], using: &generator)
      try folder.write(mutated, to: "set/\(names[index])")
      if let text = refusal() {
        refused += 1
        #expect(text.hasPrefix("\(set)/\(names[index]): error: "), "seed \(seed): \(text)")
      } else {
        let found = try FolderSample.chains(at: set)
        for (found, original) in zip(found, chains) {
          try FolderSample.expectEqual(found, original)
        }
      }
      try folder.write(originals[index], to: "set/\(names[index])")
    }
    #expect(refused > 450, "\(refused)")
  }

  /// A record that somebody made on purpose has its right digest and is still no block.
  @Test(arguments: 0..<4)
  func recordsWithTheirDigestAreStillExamined(part: UInt64) throws {
    let name = part < 2 ? "1/1.rlp.zst" : "1/state.rlp.zst"
    let stored = try #require(
      manifest.firstMatch(of: try Regex("\"\(name)\", .*?\"bytes\": (\\d+)")))
    let count = try #require(stored[1].substring.flatMap { Int($0) })
    var original: [UInt8] = []
    try ZstandardDecompressor().decompress(bytes(name), count: count, into: &original)
    let digest = try #require(Hash32(bytes: sha256(original)))
    let compressor = ZstandardCompressor()
    var refused = 0
    for seed in (part * 500)..<((part + 1) * 500) {
      var generator = SplitMix64(seed: seed)
      let mutated = Mutation.mutate(original, using: &generator)
      try folder.write(compressor.compress(mutated), to: "set/\(name)")
      let found = try #require(Hash32(bytes: sha256(mutated)))
      try rewrite([
        (
          "\"\(digest)\", \"bytes\": \(original.count)",
          "\"\(found)\", \"bytes\": \(mutated.count)"
        )
      ])
      guard let text = refusal() else { continue }
      refused += 1
      #expect(text.hasPrefix("\(set)/\(name): error: "), "seed \(seed): \(text)")
      #expect(text.contains("byte "), "seed \(seed): \(text)")
    }
    #expect(refused > 200, "\(refused)")
  }

  // MARK: The manifest

  @Test func everyProblemOfTheManifestIsReportedWithItsPlace() throws {
    try rewrite([
      ("\"name\": \"sample\"", "\"nmae\": \"sample\""),
      ("\"fork\": \"Amsterdam\"", "\"fork\": \"Amsterdan\""),
      ("\"file\": \"1/1.rlp.zst\"", "\"file\": \"../1.rlp.zst\""),
      ("\"fullPreState\": true", "\"fullPreState\": 1"),
      ("\"file\": \"2/2.rlp.zst\"", "\"file\": \"2/1.rlp.zst\""),
    ])
    let text = try #require(refusal())
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.wholeMatch(of: /.*blockset\.json:\d+:\d+: error: .*/) != nil })
    #expect(text.contains("found \"nmae\""))
    // Without its members, nothing else of the root can be told; the rest comes when it is right.
    try rewrite([
      ("\"fork\": \"Amsterdam\"", "\"fork\": \"Amsterdan\""),
      ("\"file\": \"1/1.rlp.zst\"", "\"file\": \"../1.rlp.zst\""),
      ("\"fullPreState\": true", "\"fullPreState\": 1"),
      ("\"file\": \"2/2.rlp.zst\"", "\"file\": \"2/1.rlp.zst\""),
    ])
    let all = try #require(refusal())
    for piece in [
      "expected the name of a fork, found \"Amsterdan\"",
      "expected a path inside the folder, found \"../1.rlp.zst\"",
      "expected true or false, found 1", "expected every file once, found \"2/1.rlp.zst\" again",
    ] {
      #expect(all.contains(piece), "\(piece) in \(all)")
    }
  }

  @Test func countsMustBeThoseOfTheList() throws {
    try rewrite([("\"blocks\": 7", "\"blocks\": 8")])
    #expect(
      try #require(refusal()).contains("expected 7, the number that is listed below, found 8"))
  }

  /// Version 1 compressed its records with gzip.
  @Test func anotherSchemaIsRefused() throws {
    try rewrite([("balbench/block-set/2", "balbench/block-set/1")])
    #expect(
      try #require(refusal()).hasSuffix(
        "expected \"balbench/block-set/2\", found \"balbench/block-set/1\" (at schema, byte 14)"))
  }

  @Test(arguments: 0..<4)
  func mutatedManifestsAreRefusedWithAPlaceOrReadTheSameBlocks(part: UInt64) throws {
    let original = Array(manifest.utf8)
    let alphabet = Array("{}[]\",:0x19az".utf8)
    for seed in (part * 500)..<((part + 1) * 500) {
      var generator = SplitMix64(seed: seed)
      let mutated = Mutation.mutate(original, using: &generator, alphabet: alphabet)
      try folder.write(mutated, to: "set/blockset.json")
      guard let text = refusal() else { continue }
      #expect(text.contains(": error: "), "seed \(seed): \(text)")
      #expect(text.contains(set), "seed \(seed): \(text)")
    }
  }
}
