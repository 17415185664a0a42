import BlockSets
import TestSupport
import Testing

@Suite("Selection of files")
struct FileSelectionTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func ordersByChainAndNumber(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let expected = [
      "1-46147.json", "1-0930196.json", "1-930196.json.gz", "1-10760440.json",
      "17000-2971845.json", "a/2.json", "a/10.json", "b.json",
    ]
    var generator = SplitMix64(seed: seed)
    for name in expected.shuffled(using: &generator) { try folder.write([], to: name) }
    #expect(try FileSelection(path: folder.path).names == expected, "seed \(seed)")
    #expect(try FileSelection(path: folder.path + "/").names == expected, "seed \(seed)")
  }

  @Test func leavesOutCompanionsAndHiddenFiles() throws {
    let folder = try TemporaryFolder()
    for name in [
      "1-5.json.gz", "1-5.witness.json.gz", "1-5.oracle.json", "1-5.bal.json.gz",
      "1-5.realbal.json.gz", "notes.md", ".hidden.json", ".meta/index.json", "x.json.zst",
    ] {
      try folder.write([], to: name)
    }
    #expect(try FileSelection(path: folder.path).names == ["1-5.json.gz"])
  }

  @Test func takesAFileAsItIs() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([], to: "1-5.bal.json")
    let selection = try FileSelection(path: path)
    #expect(selection.names == ["1-5.bal.json"])
    #expect(selection.path(of: "1-5.bal.json") == path)
  }

  @Test func expandsPatterns() throws {
    let folder = try TemporaryFolder()
    for name in ["a/1-2.json", "a/1-10.json", "a/2-1.json", "b/1-3.json", "a/1-2.bal.json"] {
      try folder.write([], to: name)
    }
    #expect(
      try FileSelection(path: folder.path + "/a/1-*.json").names == ["1-2.json", "1-10.json"])
    #expect(
      try FileSelection(path: folder.path + "/[ab]").names
        == ["a/1-2.json", "a/1-10.json", "a/2-1.json", "b/1-3.json"])
  }

  @Test func saysWhatIsMissing() throws {
    let folder = try TemporaryFolder()
    #expect {
      try FileSelection(path: folder.path + "/none")
    } throws: { error in
      if case .missing? = error as? BlockSetError { true } else { false }
    }
    for path in [folder.path, folder.path + "/*.json"] {
      #expect {
        try FileSelection(path: path)
      } throws: { error in
        if case .empty? = error as? BlockSetError { true } else { false }
      }
    }
  }
}
