import BlockSets
import TestSupport
import Testing

@Suite("Damaged JSON files")
struct JSONMutationTests {
  /// The readers, each with a file it accepts.
  enum Reader: CaseIterable {
    case blockchainTests, stateTests, realBlock

    var text: String {
      switch self {
      case .blockchainTests: SampleTexts.blockchainTest()
      case .stateTests: SampleTexts.stateTest()
      case .realBlock: SampleTexts.realBlock()
      }
    }

    func read(_ bytes: [UInt8]) throws(JSONError) {
      let document = try JSONDocument(parsing: bytes, file: "mutated.json")
      switch self {
      case .blockchainTests: _ = try BlockchainTestReader.read(document, path: "mutated.json")
      case .stateTests: _ = try StateTestReader.read(document, path: "mutated.json")
      case .realBlock: _ = try MainnetBlockReader.read(document, path: "mutated.json")
      }
    }
  }

  @Test(arguments: Reader.allCases)
  func readsTheOriginal(reader: Reader) throws {
    try reader.read(Array(reader.text.utf8))
  }

  @Test(arguments: Reader.allCases, 0..<4)
  func answersMutationsWithTypedErrors(reader: Reader, part: UInt64) throws {
    let original = Array(reader.text.utf8)
    var refused = 0
    for seed in (part * 2_500)..<((part + 1) * 2_500) {
      var generator = SplitMix64(seed: seed)
      let bytes = Mutation.mutate(
        original, using: &generator, alphabet: Array("{}[]\",:\\0x9az -.eé".utf8))
      do {
        try reader.read(bytes)
      } catch {
        refused += 1
        #expect(
          error.offset <= bytes.count && error.line >= 1 && error.column >= 1,
          "seed \(seed): \(error)")
      }
    }
    // A mutation may fall where it changes nothing that is read, but not most of the time.
    #expect(refused > 1_000)
  }
}
