import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Foundation
import TestSupport
import Testing

@Suite("Built access lists")
struct BuiltAccessListTests {
  /// Tests of several blocks, whose lists the execution-spec-tests made.
  @Test(
    .enabled(
      if: Fixtures.pack("amsterdam-bal") != nil, Comment(rawValue: Fixtures.absence)))
  func theListOfALaterBlockIsTheGivenOne() throws {
    let folder = try #require(Fixtures.pack("amsterdam-bal"))
    let set = BlockSet(name: "amsterdam-bal", path: folder.path)
    var chosen: (name: String, list: BlockAccessList)?
    try set.forEachChain { chain in
      guard chosen == nil, let last = chain.blocks.last, last.expectedException == nil,
        last.block?.header.number == 2, let list = last.blockAccessList
      else { return }
      chosen = (chain.name, list)
    }
    let (name, list) = try #require(chosen)
    let built = try BuiltAccessList.build(
      BlockAccessListFile.Choice(caseName: name, blockNumber: 2), from: set)
    #expect(built.list == list)
    #expect(built.violations.isEmpty)
    #expect(built.origin.contains(name))
  }

  @Test(
    .enabled(if: Shared.folder != nil, "there is no ../shared"),
    arguments: ["1-19426587", "1-15537394"])
  func theListOfARealBlockIsTheDerivedOne(_ block: String) throws {
    let stem = try #require(Shared.folder).appending(path: "mainnet/dev/\(block)").path
    let built = try BuiltAccessList.build(
      BlockAccessListFile.Choice(), from: BlockSet(name: block, path: stem + ".json.gz"))
    let derived = try BlockAccessListFile(path: stem + ".bal.json.gz").read()
    #expect(built.list.firstDifference(from: derived.list) == nil)
  }

  @Test func aBlockThatIsNotThereIsNamed() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "no-blocks-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "empty.json")
    try Data("{\"a case\": {\"blocks\": []}}".utf8).write(to: file)
    #expect(throws: (any Error).self) {
      try BuiltAccessList.build(
        BlockAccessListFile.Choice(blockNumber: 7), from: BlockSet(name: "x", path: file.path))
    }
  }
}
