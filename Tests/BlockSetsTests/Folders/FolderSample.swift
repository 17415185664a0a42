import BlockAccessLists
import BlockSets
import EthereumTypes
import Foundation
import Testing

/// Block sets' folders for tests.
enum FolderSample {
  /// Writes the blocks at a path as a folder `set` in another one; returns the manifest's text.
  @discardableResult
  static func write(blocksAt path: String, to folder: TemporaryFolder) throws -> String {
    let writer = try BlockSetWriter(
      folder: "\(folder.path)/set", name: "sample", source: "a test", licence: "MIT")
    try BlockFileSource(path: path).forEachStream(writer.write)
    _ = try writer.finish()
    return try String(contentsOfFile: "\(folder.path)/set/blockset.json", encoding: .utf8)
  }

  /// The chains of a block set.
  static func chains(at path: String) throws -> [BlockChain] {
    var chains: [BlockChain] = []
    try BlockFileSource(path: path).forEachChain { chains.append($0) }
    return chains
  }

  /// Requires that two chains have everything in common but their origin.
  static func expectEqual(_ found: BlockChain, _ expected: BlockChain) throws {
    let name = expected.name
    #expect(found.name == expected.name)
    #expect(found.network == expected.network, "\(name)")
    #expect(found.chainID == expected.chainID, "\(name)")
    #expect(found.forkSchedule == expected.forkSchedule, "\(name)")
    #expect(found.genesis == expected.genesis, "\(name)")
    #expect(found.preState == expected.preState, "\(name)")
    #expect(found.fullPreState == expected.fullPreState, "\(name)")
    #expect(found.isStateRootComputable == expected.isStateRootComputable, "\(name)")
    #expect(found.blockHashes == expected.blockHashes, "\(name)")
    #expect(found.postState == expected.postState, "\(name)")
    #expect(found.postStateRoot == expected.postStateRoot, "\(name)")
    #expect(found.lastBlockHash == expected.lastBlockHash, "\(name)")
    #expect(found.witness?.nodes == expected.witness?.nodes, "\(name)")
    #expect(found.witness?.parentStateRoot == expected.witness?.parentStateRoot, "\(name)")
    try #require(found.blocks.count == expected.blocks.count, "\(name)")
    for (found, expected) in zip(found.blocks, expected.blocks) {
      #expect(found.rlp == expected.rlp, "\(name)")
      #expect(found.decoded == expected.decoded, "\(name)")
      #expect(found.blockAccessList == expected.blockAccessList, "\(name)")
      #expect(found.senders == expected.senders, "\(name)")
      #expect(found.expectedException == expected.expectedException, "\(name)")
      #expect(found.expectedReceipts == expected.expectedReceipts, "\(name)")
      #expect(found.fork == expected.fork, "\(name)")
      #expect(found.lacksOmmerHeaders == expected.lacksOmmerHeaders, "\(name)")
    }
  }
}
