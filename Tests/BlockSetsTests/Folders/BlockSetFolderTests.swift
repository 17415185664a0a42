import BlockSets
import EthereumTypes
import Foundation
import TestSupport
import Testing

@Suite("Block sets' folders")
struct BlockSetFolderTests {
  @Test func holdEverythingThatTheirBlocksCameWith() throws {
    let original = try BlockSetTests.makeFolder()
    let folder = try TemporaryFolder()
    try FolderSample.write(blocksAt: original.path, to: folder)
    let expected = try FolderSample.chains(at: original.path)
    // The folder and its manifest name the same set.
    for path in ["\(folder.path)/set", "\(folder.path)/set/blockset.json"] {
      let found = try FolderSample.chains(at: path)
      try #require(found.count == expected.count)
      for (found, expected) in zip(found, expected) {
        try FolderSample.expectEqual(found, expected)
      }
    }
    let set = BlockSet(name: "set", path: "\(folder.path)/set")
    #expect(try set.countBlocks() == 7)
    let again = try TemporaryFolder()
    try FolderSample.write(blocksAt: "\(folder.path)/set", to: again)
    #expect(try BlockSet(name: "a", path: "\(again.path)/set").digest() == set.digest())
  }

  /// Blockchain tests hold what real chains never do: blocks that are none, lists out of order.
  @Test(
    .enabled(if: Fixtures.pack("amsterdam-bal") != nil, "\(Fixtures.absence)"),
    arguments: ["amsterdam-bal", "legacy-blockchain"])
  func holdBlockchainTests(pack: String) throws {
    let packFolder = try #require(Fixtures.pack(pack)).path
    let names = try FileSelection(path: packFolder).names
    for name in stride(from: 0, to: names.count, by: max(1, names.count / 25)).map({ names[$0] }) {
      let path = "\(packFolder)/\(name)"
      guard case .chains(let expected) = try BlockFile(path: path).read() else { continue }
      let folder = try TemporaryFolder()
      try FolderSample.write(blocksAt: path, to: folder)
      let found = try FolderSample.chains(at: "\(folder.path)/set")
      try #require(found.count == expected.count, "\(name)")
      for (found, expected) in zip(found, expected) {
        try FolderSample.expectEqual(found, expected)
      }
    }
  }

  @Test(.enabled(if: Shared.folder != nil, "no shared data beside the package"))
  func holdRealBlocks() throws {
    let path = try #require(Shared.folder).appending(path: "mainnet/dev").path
    let folder = try TemporaryFolder()
    try FolderSample.write(blocksAt: path, to: folder)
    let expected = try FolderSample.chains(at: path)
    let found = try FolderSample.chains(at: "\(folder.path)/set")
    try #require(found.count == expected.count)
    for (found, expected) in zip(found, expected) { try FolderSample.expectEqual(found, expected) }
  }

  @Test func aFolderThatIsNotFinishedIsNone() throws {
    let folder = try TemporaryFolder()
    let writer = try BlockSetWriter(folder: folder.path, name: "n", source: "s")
    let original = try BlockSetTests.makeFolder()
    try BlockFileSource(path: original.path).forEachStream(writer.write)
    let error = try #require(throws: BlockSetError.self) {
      try BlockFileSource(path: folder.path).countBlocks()
    }
    #expect("\(error)".contains("expected .json or .json.gz files, found none"))
    // Nor is anything written over what is there.
    let taken = try #require(throws: BlockSetError.self) {
      _ = try BlockSetWriter(folder: folder.path, name: "n", source: "s")
    }
    #expect("\(taken)".hasPrefix("\(folder.path): error: expected an empty folder or none"))
  }

  /// A block that is not asked for yet is not in memory: its file may still go away.
  @Test func blocksAreReadWhenTheyAreAskedForAndNotBefore() throws {
    let original = try BlockSetTests.makeFolder()
    let folder = try TemporaryFolder()
    try FolderSample.write(blocksAt: original.path + "/t/y.json", to: folder)
    var read = 0
    let error = try #require(throws: BlockSetError.self) {
      try BlockFileSource(path: "\(folder.path)/set").forEachStream { stream in
        #expect(stream.blockCount == 3)
        try stream.forEachBlock { _ in
          read += 1
          try FileManager.default.removeItem(atPath: "\(folder.path)/set/1/\(read + 1).rlp.zst")
        }
      }
    }
    #expect(read == 1)
    #expect("\(error)".contains("1/2.rlp.zst: error: no such file"))
  }

  @Test func aStreamsPrefixHasNoExpectationsOfTheEnd() throws {
    let folder = try BlockSetTests.makeFolder()
    var prefix: BlockChain?
    try BlockFileSource(path: folder.path + "/t/y.json").forEachStream { stream in
      #expect(stream.blockCount == 3)
      prefix = try stream.prefix(2).collected()
      #expect(try stream.prefix(3).collected().lastBlockHash != nil)
    }
    let chain = try #require(prefix)
    #expect(chain.blocks.count == 2)
    #expect(chain.lastBlockHash == nil && chain.postState == nil)
  }
}
