import EthereumTypes
import Foundation
import TestSupport
import Testing

/// The parts of a blockchain test that the codecs are tested against.
struct BlockFixture: Decodable {
  struct Block: Decodable {
    struct Header: Decodable {
      let hash: String
    }

    struct Transaction: Decodable {
      let sender: String?
    }

    struct Receipt: Decodable {
      let rlp: String
    }

    let rlp: String
    let blockHeader: Header?
    let transactions: [Transaction]?
    let receipts: [Receipt]?
    let expectException: String?
  }

  let network: String
  let genesisRLP: String
  let blocks: [Block]
}

enum BlockFixtures {
  /// Cases of every `stride`th file of a pack's folder, with the name to print in a failure.
  static func cases(
    _ pack: String, folder: String = "", stride step: Int = 1
  ) throws -> [(name: String, fixture: BlockFixture)] {
    let root = try #require(Fixtures.pack(pack)).appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    return try stride(from: 0, to: names.count, by: step).flatMap { index in
      let data = try Data(contentsOf: root.appending(path: names[index]))
      return try JSONDecoder().decode([String: BlockFixture].self, from: data)
        .map { (name: "\(names[index]): \($0.key)", fixture: $0.value) }
    }
  }

  /// Decodes the "0x…" form.
  static func bytes(_ hex: String, _ name: String) throws -> [UInt8] {
    try #require([UInt8](hex: hex), "\(name): not hexadecimal")
  }
}
