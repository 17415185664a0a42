import EthereumTypes
import Foundation
import TestSupport
import Testing

/// The raw transactions of ethereum/tests, as far as forks from Berlin on judge them.
@Suite(
  "Transaction vectors of ethereum/tests",
  .enabled(if: Fixtures.pack("legacy-codecs") != nil, Comment(rawValue: Fixtures.absence)))
struct TransactionVectorTests {
  struct Vector: Decodable {
    struct Result: Decodable {
      let hash: String?
      let sender: String?
      let exception: String?
    }

    let txbytes: String
    let result: [String: Result]
  }

  /// What a transaction that is well-formed and signed can still be refused for, by a block.
  static let exceptionsOfExecution: Set<String> = [
    "INTRINSIC_GAS_TOO_LOW", "INITCODE_SIZE_EXCEEDED", "GASLIMIT_PRICE_PRODUCT_OVERFLOW",
    "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2", "NONCE_TOO_BIG",
  ]

  static func vectors() throws -> [(name: String, vector: Vector)] {
    let folder = try #require(Fixtures.pack("legacy-codecs")).appending(path: "TransactionTests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    return try files.flatMap { file in
      let data = try Data(contentsOf: folder.appending(path: file))
      return try JSONDecoder().decode([String: Vector].self, from: data)
        .map { (name: "\(file): \($0.key)", vector: $0.value) }
    }
  }

  @Test func vectorsGiveTheirSenderOrFail() throws {
    var accepted = 0
    var refused = 0
    for (name, vector) in try Self.vectors() {
      let bytes = try #require([UInt8](hex: vector.txbytes), "\(name)")
      for (forkName, result) in vector.result {
        let fork = try #require(Fork(name: forkName), "\(name)")
        // Berlin is the first fork with typed transactions.
        if fork < .berlin { continue }
        let place: Comment = "\(name), \(forkName)"
        if let exception = result.exception {
          try checkRefusal(bytes, exception, fork, place)
          refused += 1
        } else {
          let transaction = try Transaction(decoding: bytes)
          #expect(transaction.encoded == bytes, place)
          #expect(transaction.hash.description == result.hash, place)
          #expect(try transaction.recoverSender().description == result.sender, place)
          accepted += 1
        }
      }
    }
    #expect(accepted > 200)
    #expect(refused > 500)
  }

  func checkRefusal(
    _ bytes: [UInt8], _ exception: String, _ fork: Fork, _ place: Comment
  ) throws {
    let kinds = Set(exception.split(separator: "|").map { $0.drop { $0 != "." }.dropFirst() })
    if !kinds.isDisjoint(with: Self.exceptionsOfExecution.map { $0[...] }) {
      #expect(throws: Never.self, place) { try Transaction(decoding: bytes).recoverSender() }
    } else if kinds == ["INVALID_CHAINID"], let transaction = try? Transaction(decoding: bytes) {
      // The chain id is the block's to check, unless no signature could carry it.
      let sender = try? transaction.recoverSender()
      #expect(sender == nil || transaction.chainID != 1, place)
    } else if kinds == ["TYPE_NOT_SUPPORTED"], let first = bytes.first, first == 2 {
      #expect(fork == .berlin, place)
    } else {
      #expect(throws: TransactionError.self, place) {
        try Transaction(decoding: bytes).recoverSender()
      }
    }
  }
}
