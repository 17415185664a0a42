import EthereumTypes
import Foundation
import TestSupport
import Testing

/// The rest of the pack `legacy-codecs`, and that no file of it is forgotten.
@Suite(.enabled(if: Fixtures.pack("legacy-codecs") != nil, Comment(rawValue: Fixtures.absence)))
struct BasicVectorTests {
  /// Files that some suite runs.
  private static let used: Set<String> = [
    "BasicTests/difficulty.json", "BasicTests/difficultyCustomHomestead.json",
    "BasicTests/difficultyCustomMainNetwork.json", "BasicTests/difficultyMainNetwork.json",
    "BasicTests/difficultyRopsten.json", "BasicTests/genesishashestest.json",
    "BasicTests/keyaddrtest.json", "BasicTests/txtest.json", "RLPTests/invalidRLPTest.json",
    "RLPTests/rlptest.json", "RLPTests/RandomRLPTests/example.json",
    "TrieTests/hex_encoded_securetrie_test.json", "TrieTests/trieanyorder.json",
    "TrieTests/trieanyorder_secureTrie.json", "TrieTests/trietest.json",
    "TrieTests/trietest_secureTrie.json",
  ]

  /// Files that are about what this project does not have, and why.
  private static let unused: [String: String] = [
    "BasicTests/blockgenesistest.json": "headers of a network before Frontier, without mix hash",
    "BasicTests/crypto.json": "encryption between nodes",
    "BasicTests/hexencodetest.json": "an encoding inside trie nodes, which every root rests on",
    "TrieTests/trietestnextprev.json": "iteration over a trie",
  ]

  @Test func noFileIsForgotten() throws {
    let pack = try #require(Fixtures.pack("legacy-codecs"))
    let files = try FileManager.default.subpathsOfDirectory(atPath: pack.path).filter {
      // Those of the transactions are read as a folder.
      $0.hasSuffix(".json") && !$0.hasPrefix("TransactionTests/")
    }
    #expect(Set(files) == Self.used.union(Self.unused.keys))
  }

  private static func data(_ name: String) throws -> Data {
    let pack = try #require(Fixtures.pack("legacy-codecs"))
    return try Data(contentsOf: pack.appending(path: "BasicTests/\(name).json"))
  }

  private static func bytes(_ digits: String) throws -> [UInt8] {
    try #require([UInt8](hex: "0x" + digits))
  }

  @Test func mainnetsGenesisHasItsHash() throws {
    let test = try JSONDecoder().decode(
      [String: String].self, from: try Self.data("genesishashestest"))
    let encoding = try Self.bytes(try #require(test["genesis_rlp_hex"]))
    let block = try Block(decoding: encoding)
    #expect(block.encoded == encoding)
    #expect(block.header.hash.description == "0x" + (try #require(test["genesis_hash"])))
    #expect(block.header.stateRoot.description == "0x" + (try #require(test["genesis_state_root"])))
  }

  @Test func signedTransactionsAreReadAndRecovered() throws {
    struct Vector: Decodable {
      let key: String
      let nonce: UInt64
      let gasprice: UInt64
      let startgas: UInt64
      let to: String
      let value: UInt64
      let data: String
      let signed: String
    }
    let vectors = try JSONDecoder().decode([Vector].self, from: try Self.data("txtest"))
    #expect(vectors.count == 2)
    for vector in vectors {
      let encoding = try Self.bytes(vector.signed)
      let transaction = try Transaction(decoding: encoding)
      var expected = Transaction.legacy(
        chainID: nil, nonce: vector.nonce, gasPrice: UInt256(vector.gasprice),
        gasLimit: vector.startgas, to: vector.to.isEmpty ? nil : Address(hex: "0x" + vector.to),
        value: UInt256(vector.value), data: try Self.bytes(vector.data))
      expected.signature = transaction.signature
      #expect(transaction == expected)
      #expect(transaction.encoded == encoding)
      let signer = Secp256k1.address(ofPrivateKey: try Self.bytes(vector.key))
      // They are of Frontier's time.
      #expect(try transaction.recoverSender(allowingHighS: true) == signer)
    }
  }
}
