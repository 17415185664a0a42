import EthereumTypes
import Foundation
import StateTrie
import TestSupport
import Testing

/// State roots of execution-specs' Amsterdam blocks: the pre-state with the last values of each
/// access list has the root in the header.
@Suite(.enabled(if: Fixtures.pack("amsterdam-bal") != nil, Comment(rawValue: Fixtures.absence)))
struct AmsterdamStateRootTests {
  static let pack = Fixtures.pack("amsterdam-bal")
  static let files: [URL] =
    pack.flatMap { FileManager.default.enumerator(at: $0, includingPropertiesForKeys: nil) }
    .map { $0.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" } } ?? []

  @Test func theLastValuesOfEveryListGiveTheStateRoot() throws {
    var checked = 0
    for file in Self.files {
      for (name, test) in try JSONFixture(contentsOf: file).object {
        checked += try check(test, name: name)
      }
    }
    #expect(checked > 500)
  }

  /// Follows a chain and returns how many of its blocks have been checked.
  private func check(_ test: JSONFixture, name: String) throws -> Int {
    var state = BlockAccessListState()
    var records: [(Address, AccountRecord)] = []
    for (text, json) in try test["pre"].object {
      let address = try #require(Address(hex: text))
      let account = try BlockAccessListState.Account(json)
      state.accounts[address] = account
      let storage = try json["storage"].object.map { slot, value in
        (slot: try #require(UInt256(hex: slot)), value: try value.word)
      }
      records.append(
        (
          address,
          AccountRecord(
            nonce: account.nonce, balance: account.balance, codeHash: account.codeHash,
            storage: storage)
        ))
    }
    var trie = StateTrie(accounts: records)
    #expect(try trie.rootHash == test["genesisBlockHeader"]["stateRoot"].hash, "\(name)")
    var checked = 0
    for block in try test["blocks"].array where block["blockHeader"].exists {
      // The first block of a transition to Amsterdam has no list.
      guard block["blockAccessList"].exists else { break }
      try trie.apply(state.apply(block["blockAccessList"]))
      #expect(try trie.rootHash == block["blockHeader"]["stateRoot"].hash, "\(name)")
      checked += 1
    }
    return checked
  }
}
