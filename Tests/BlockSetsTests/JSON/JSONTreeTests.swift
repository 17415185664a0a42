import BlockSets
import Foundation
import Testing

@Suite("JSON trees") struct JSONTreeTests {
  /// More text than is held before it is written.
  private static let blocks = 4_000

  private static func block(_ number: Int) -> JSONTree {
    .object([("number", .number(UInt64(number))), ("name", .string("block \(number) \"\u{1}ü"))])
  }

  private static func document(_ blocks: JSONTree) -> JSONTree {
    .object([
      ("name", .string("made")), ("blocks", blocks), ("none", .elements(count: 0, of: block)),
    ])
  }

  private let whole = document(.array((0..<blocks).map(block)))
  private let lazy = document(.elements(count: blocks, of: block))

  @Test func elementsAreWrittenLikeAnArray() {
    #expect(lazy.text == whole.text)
  }

  @Test func nothingIsLostWherePiecesAreTakenAway() throws {
    var pieces: [[UInt8]] = []
    var text: [UInt8] = []
    lazy.write(to: &text) { text in
      guard text.count > 1_000 else { return }
      pieces.append(text)
      text = []
    }
    #expect(pieces.count > 100)
    #expect(pieces.allSatisfy { $0.count < 1_200 })
    #expect(Array(pieces.joined()) + text == whole.text)
  }

  @Test func aFileHasTheWholeText() throws {
    let folder = try TemporaryFolder()
    try OutputFile.write(lazy, to: "\(folder.path)/made/tree.json")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/made") == ["tree.json"])
    #expect(try InputFile.contents(of: "\(folder.path)/made/tree.json") == whole.text)
  }

  @Test func aFileThatCannotBeWrittenIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "file")
    #expect {
      try OutputFile.write(lazy, to: "\(folder.path)/file/tree.json")
    } throws: {
      "\($0)".hasPrefix("\(folder.path)/file/tree.json: error: ")
    }
  }
}
