import BlockSets
import EthereumTypes
import Testing

@Suite("Block sets of files")
struct BlockSetTests {
  /// A folder with a real block and two test files, one of them compressed.
  static func makeFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Array(SampleTexts.realBlock().utf8), to: "4242-1.json")
    try folder.write(Deflate.gzip(Array(SampleTexts.blockchainTest().utf8)), to: "t/x.json.gz")
    try folder.write(Array(SampleTexts.blockchainTest(network: "Osaka").utf8), to: "t/y.json")
    return folder
  }

  @Test func bringsChainsInOrder() throws {
    let folder = try Self.makeFolder()
    let set = BlockSet(name: "sample", path: folder.path)
    var names: [String] = []
    var blocks = 0
    try set.forEachChain { chain in
      names.append("\(chain.name) \(chain.network)")
      blocks += chain.blocks.count
      for block in chain.blocks {
        let sender = try SampleTexts.transaction.recoverSender()
        #expect(block.senders == (block.block == nil ? [] : [sender]))
      }
    }
    #expect(names == ["4242-1 Amsterdam", "a case Amsterdam", "a case Osaka"])
    #expect(blocks == 7)
    #expect(try set.countBlocks() == 7)
  }

  @Test func digestsNamesAndBytes() throws {
    let original = try Self.makeFolder()
    let digest = try BlockSet(name: "a", path: original.path).digest()
    let copy = try Self.makeFolder()
    let set = BlockSet(name: "b", path: copy.path)
    #expect(try set.digest() == digest)
    try copy.write([1], to: "unrelated.txt")
    #expect(try set.digest() == digest)
    try copy.write([1], to: "4242-1.witness.json")
    let withWitness = try set.digest()
    #expect(withWitness != digest)
    try copy.write([2], to: "4242-1.witness.json")
    #expect(try set.digest() != withWitness)
    let renamed = try TemporaryFolder()
    try renamed.write(Array(SampleTexts.realBlock().utf8), to: "4242-2.json")
    let single = try TemporaryFolder()
    try single.write(Array(SampleTexts.realBlock().utf8), to: "4242-1.json")
    #expect(
      try BlockSet(name: "r", path: renamed.path).digest()
        != BlockSet(name: "s", path: single.path).digest())
  }

  @Test func refusesFilesWithoutBlocks() throws {
    let folder = try TemporaryFolder()
    let files = [
      ("state.json", SampleTexts.stateTest(), "state tests"),
      ("oracle.json", "{\"format\": \"block-oracle/1\"}", "format \"block-oracle/1\""),
      ("other.json", "{\"a\": {\"b\": 1}}", "cases of another kind"),
      ("empty.json", "{}", "an object without cases"),
      ("array.json", "[]", "expected an object, found an array"),
      ("cut.json", "{\"a\": ", "cut.json:1:7: error: expected a value"),
    ]
    for (name, text, message) in files {
      let path = try folder.write(Array(text.utf8), to: name)
      let error = try #require(throws: BlockSetError.self) {
        try BlockSet(name: name, path: path).forEachChain { _ in }
      }
      #expect(error.description.contains(message), "\(error)")
      #expect(error.description.hasPrefix(path), "\(error)")
    }
  }

  @Test func namesTheCompressedFileThatIsDamaged() throws {
    let folder = try TemporaryFolder()
    let cut = Array(Deflate.gzip(Array(SampleTexts.realBlock().utf8)).dropLast(100))
    let path = try folder.write(cut, to: "4242-1.json.gz")
    let error = try #require(throws: BlockSetError.self) {
      try BlockSet(name: "cut", path: path).forEachChain { _ in }
    }
    #expect(
      error.description
        == "\(path): error: the gzip data end early, at compressed byte \(cut.count); "
        + "copy the files again from where they came")
  }

  @Test func refusesAFolderInPlaceOfAFile() throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: BlockSetError.self) {
      try BlockFile(path: folder.path).read()
    }
    #expect(error.description == "\(folder.path): error: not a regular file")
  }
}
