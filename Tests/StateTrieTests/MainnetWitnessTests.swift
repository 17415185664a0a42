import EthereumTypes
import Foundation
import StateTrie
import TestSupport
import Testing

/// Real blocks of ../shared/mainnet with the trie nodes of their parents' states.
@Suite(.enabled(if: Shared.folder != nil, "../shared/mainnet is absent"))
struct MainnetWitnessTests {
  static let folder = Shared.folder?.appending(path: "mainnet/dev")

  /// The ids of the blocks with a witness.
  static let blocks: [String] =
    folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }.map { names in
      names.filter { $0.hasSuffix(".witness.json.gz") }
        .map { String($0.dropLast(".witness.json.gz".count)) }.sorted()
    } ?? []

  private func file(_ block: String, _ kind: String) throws -> JSONFixture {
    try JSONFixture(contentsOf: #require(Self.folder).appending(path: "\(block)\(kind).json.gz"))
  }

  private func witness(_ json: JSONFixture) throws -> StateWitness {
    StateWitness(
      parentStateRoot: try json["parentStateRoot"].hash,
      nodes: try json["nodes"].array.map { try $0.bytes },
      deletionSiblingsAssumedBranch: try json["deletionSiblingsAssumedBranch"].int)
  }

  @Test(arguments: blocks)
  func theWitnessProvesThePreStateAndGivesThePostStateRoot(block: String) throws {
    let witnessFile = try file(block, ".witness")
    var trie = try StateTrie(witness: witness(witnessFile))
    #expect(try trie.rootHash == witnessFile["parentStateRoot"].hash)
    let record = try file(block, "")
    let preState = try record["preState"].object
    try expect(trie, toRead: preState)
    // The record says which absences its source did not prove.
    let unproven = try record["completeness"]["accountsTreatedAsAbsent"].array.map {
      try $0.address
    }
    for absent in try record["absentAccounts"].array.map({ try $0.address })
    where !unproven.contains(absent) {
      #expect(try trie.account(at: absent) == nil, "\(absent)")
    }
    // EIP-158 deletes empty accounts of old in this block, which no access list can express.
    if block == "1-2675000" { return }
    let parent = trie
    let list = try file(block, ".bal")["blockAccessList"]
    var state = BlockAccessListState()
    for (address, account) in preState {
      state.accounts[try #require(Address(hex: address))] = try .init(account)
    }
    try trie.apply(state.apply(list))
    #expect(try trie.rootHash == witnessFile["stateRoot"].hash)
    #expect(try parent.rootHash == witnessFile["parentStateRoot"].hash)
  }

  private func expect(_ trie: StateTrie, toRead preState: [String: JSONFixture]) throws {
    for (text, expected) in preState {
      let address = try #require(Address(hex: text))
      let account = try #require(try trie.account(at: address), "\(text)")
      let fields = try BlockAccessListState.Account(expected)
      #expect(account.nonce == fields.nonce, "\(text)")
      #expect(account.balance == fields.balance, "\(text)")
      #expect(account.codeHash == fields.codeHash, "\(text)")
      for (slot, value) in try expected["storage"].object {
        #expect(
          try trie.storage(at: address, slot: #require(UInt256(hex: slot))) == value.word,
          "\(text) \(slot)")
      }
    }
  }
}
