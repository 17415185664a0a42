import BlockAccessLists
import EthereumTypes
import Foundation
import TestSupport
import Testing

/// The lists of execution-specs' fixtures, against the hashes in their headers.
@Suite struct BlockAccessListFixtureTests {
  static let pack = Fixtures.pack("amsterdam-bal")
  static let files: [URL] =
    pack.flatMap { FileManager.default.enumerator(at: $0, includingPropertiesForKeys: nil) }
    .map { $0.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" } } ?? []

  @Test(.enabled(if: pack != nil, Comment(rawValue: Fixtures.absence)))
  func everyListOfAValidBlockHasTheHashInItsHeader() throws {
    var checked = 0
    for file in Self.files {
      let cases = try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [String: Any]])
      for (name, test) in cases {
        for block in try #require(test["blocks"] as? [[String: Any]]) {
          // An invalid block has its list, which may be wrong, under "rlp_decoded".
          guard let json = block["blockAccessList"] as? [[String: Any]] else { continue }
          let header = try #require(block["blockHeader"] as? [String: Any])
          let list = try BlockAccessList(json: json)
          #expect(list.hash.description == header["blockAccessListHash"] as? String, "\(name)")
          #expect(try BlockAccessList(decoding: list.encoded) == list, "\(name)")
          let transactions = try #require(block["transactions"] as? [Any])
          let gasLimit = try word(header["gasLimit"])
          try list.validate(
            gasLimit: gasLimit.clampedUInt64, transactionCount: transactions.count)
          checked += 1
        }
      }
    }
    #expect(checked > 500)
  }
}

extension BlockAccessList {
  /// Reads the JSON form of execution-spec-tests.
  fileprivate init(json: [[String: Any]]) throws {
    self.init(
      accounts: try json.map { account in
        let address = try #require((account["address"] as? String).flatMap(Address.init(hex:)))
        return AccountChanges(
          address: address,
          storageChanges: try objects(account["storageChanges"]).map { slot in
            SlotChanges(
              slot: try word(slot["slot"]),
              changes: ChangeList(
                try objects(slot["slotChanges"]).map {
                  StorageChange(index: try index($0), newValue: try word($0["postValue"]))
                }))
          },
          storageReads: try #require(account["storageReads"] as? [String]).map { try word($0) },
          balanceChanges: ChangeList(
            try objects(account["balanceChanges"]).map {
              BalanceChange(index: try index($0), postBalance: try word($0["postBalance"]))
            }),
          nonceChanges: ChangeList(
            try objects(account["nonceChanges"]).map {
              NonceChange(index: try index($0), newNonce: try word($0["postNonce"]).clampedUInt64)
            }),
          codeChanges: try objects(account["codeChanges"]).map {
            CodeChange(
              index: try index($0),
              newCode: try #require(($0["newCode"] as? String).flatMap([UInt8].init(hex:))))
          })
      })
  }
}

private func objects(_ value: Any?) throws -> [[String: Any]] {
  try #require(value as? [[String: Any]])
}

private func word(_ value: Any?) throws -> UInt256 {
  try #require((value as? String).flatMap(UInt256.init(hex:)))
}

private func index(_ change: [String: Any]) throws -> BlockAccessIndex {
  BlockAccessIndex(rawValue: Int(clamping: try word(change["blockAccessIndex"]).clampedUInt64))
}
