import EthereumTypes
import Foundation
import StateTrie
import TestSupport
import Testing

/// TrieTests of ethereum/tests.
@Suite(.enabled(if: Fixtures.pack("legacy-codecs") != nil, Comment(rawValue: Fixtures.absence)))
struct TrieFixtureTests {
  static let folder = Fixtures.pack("legacy-codecs")?.appending(path: "TrieTests")

  /// A key as the test's kind of trie uses it.
  private static func key(_ text: String, isSecure: Bool) throws -> [UInt8] {
    isSecure ? keccak256(try bytes(text)).bytes : try bytes(text)
  }

  private static func bytes(_ text: String) throws -> [UInt8] {
    text.hasPrefix("0x") ? try #require([UInt8](hex: text)) : Array(text.utf8)
  }

  private func cases(_ file: String) throws -> [String: JSONFixture] {
    try JSONFixture(contentsOf: #require(Self.folder).appending(path: file)).object
  }

  @Test(arguments: [("trietest.json", false), ("trietest_secureTrie.json", true)])
  func updatesInOrderLeadToTheRoot(file: String, isSecure: Bool) throws {
    for (name, test) in try cases(file) {
      var trie = MerkleTrie()
      for update in try test["in"].array {
        let pair = try update.array
        let key = try Self.key(try pair[0].string, isSecure: isSecure)
        if let value = pair[1].value as? String {
          try trie.set(key: key, value: try Self.bytes(value))
        } else {
          try trie.remove(key: key)
        }
      }
      #expect(try trie.rootHash == test["root"].hash, "\(name)")
    }
  }

  @Test(arguments: [
    ("trieanyorder.json", false), ("trieanyorder_secureTrie.json", true),
    ("hex_encoded_securetrie_test.json", true),
  ])
  func entriesInAnyOrderLeadToTheRoot(file: String, isSecure: Bool) throws {
    for (name, test) in try cases(file) {
      let entries = try test["in"].object.map { key, value in
        (try Self.key(key, isSecure: isSecure), try Self.bytes(value.string))
      }
      for seed in 0..<20 as Range<UInt64> {
        var random = SplitMix64(seed: seed)
        var trie = MerkleTrie()
        for (key, value) in entries.shuffled(using: &random) {
          try trie.set(key: key, value: value)
        }
        #expect(try trie.rootHash == test["root"].hash, "\(name), seed \(seed)")
      }
    }
  }
}
