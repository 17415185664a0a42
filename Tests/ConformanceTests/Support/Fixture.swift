import BlockSets
import Conformance
import EthereumTypes
import Foundation
import TestSupport
import Testing

/// One case of a fixture file in memory, to be made wrong and run again.
struct Fixture {
  let name: String
  var members: [String: Any]

  /// The first case in a pack, in the order of its files, that `isWanted`.
  static func first(
    in pack: String, where isWanted: (Fixture) throws -> Bool
  ) throws -> Fixture {
    let folder = try #require(Fixtures.pack(pack))
    let selection = try FileSelection(path: folder.path)
    for file in selection.names {
      let data = try Data(contentsOf: URL(filePath: selection.path(of: file)))
      let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      for (name, members) in cases.sorted(by: { $0.key < $1.key }) where name != "_info" {
        let fixture = Fixture(name: name, members: try #require(members as? [String: Any]))
        if try isWanted(fixture) { return fixture }
      }
    }
    Issue.record("no case of \(pack) is wanted")
    throw CocoaError(.fileReadNoSuchFile)
  }

  /// The verdict on the case as it stands.
  func verdict() throws -> CaseVerdict {
    try withFile { path in
      let report = try ConformanceRun(paths: [path], jobs: 1).run()
      #expect(report.cases.count == 1)
      return try #require(report.cases.first).verdict
    }
  }

  /// What the reader makes of the case as it stands.
  func chain() throws -> BlockChain {
    try withFile { path in
      guard case .chains(let chains) = try BlockFile(path: path).read() else {
        throw BlockSetError.unsupported(path: path, found: "no chain")
      }
      return try #require(chains.first)
    }
  }

  private func withFile<Result>(_ body: (String) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "ConformanceTests-\(UUID()).json")
    try JSONSerialization.data(withJSONObject: [name: members]).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }
}

// MARK: Blockchain tests

extension Fixture {
  /// The blocks as they stand in the file.
  var blocks: [[String: Any]] {
    get { members["blocks"] as? [[String: Any]] ?? [] }
    set { members["blocks"] = newValue }
  }

  var lastBlockHash: String {
    get { members["lastblockhash"] as? String ?? "" }
    set { members["lastblockhash"] = newValue }
  }

  /// Changes the header of the only block, and what follows from it.
  mutating func changeHeader(_ change: (inout BlockHeader) -> Void) throws {
    let rlp = try #require(Self.bytes(blocks.first?["rlp"]))
    var block = try Block(decoding: rlp)
    change(&block.header)
    blocks[0]["rlp"] = block.encoded.hex
    lastBlockHash = "\(block.header.hash)"
  }

  /// The bytes of a JSON string.
  static func bytes(_ value: Any?) -> [UInt8]? {
    (value as? String).flatMap { [UInt8](hex: $0) }
  }

  /// A case of one valid Amsterdam block that changes balances.
  static func validBlock() throws -> Fixture {
    try first(in: "amsterdam-bal") { fixture in
      guard fixture.members["network"] as? String == "Amsterdam", fixture.blocks.count == 1,
        let block = fixture.blocks.first, block["expectException"] == nil,
        fixture.members["postState"] != nil,
        let receipts = block["receipts"] as? [[String: Any]]
      else { return false }
      return receipts.first?["rlp"] != nil
    }
  }

  /// A case whose only block must be rejected.
  static func invalidBlock() throws -> Fixture {
    try first(in: "amsterdam-bal") { fixture in
      fixture.blocks.count == 1 && fixture.blocks[0]["expectException"] != nil
    }
  }
}

// MARK: State tests

extension Fixture {
  /// A state test of one variant whose post-state is listed.
  static func stateTest() throws -> Fixture {
    try first(in: "state") { fixture in
      fixture.results.count == 1 && fixture.results[0]["state"] != nil
        && fixture.results[0]["expectException"] == nil
    }
  }

  /// The expected results of the only fork.
  var results: [[String: Any]] {
    get {
      let post = members["post"] as? [String: [[String: Any]]]
      return post?.values.first ?? []
    }
    set {
      guard let post = members["post"] as? [String: Any], let fork = post.keys.first else { return }
      members["post"] = [fork: newValue]
    }
  }
}
