import Experiments
import TestSupport
import Testing

@Suite struct PlanMutationTests {
  /// Pieces that YAML gives a meaning to.
  private static let pieces = [
    "&a ", "*a", "[", "]", "{", "}", ": ", "- ", "\n", "  ", "\t", "'", "\"", "|", ">", "#",
    "---\n",
    "...\n", "!!int ", "? ", "\u{0}", "\u{feff}", "\u{2028}", "é", "99999999999999999999", "~",
    "-1", "1e999", "<<: *a", "%YAML 1.1\n", "\\", "attributed-reads", "generate",
  ].map { Array($0.utf8) }

  @Test func everyMutationIsAPlanOrATypedError() throws {
    let original = try PlanText.bundled("quickstart")
    var accepted = 0
    for seed in 0..<10_000 {
      var random = SplitMix64(seed: UInt64(seed))
      let bytes = Self.mutated(original, &random)
      do throws(ExperimentFileError) {
        _ = try PlanReader().plan(bytes: bytes, name: "m.yaml", folder: "/work")
        accepted += 1
      } catch {
        #expect(!error.description.isEmpty, "seed \(seed)")
        #expect(error.description.utf8.count < 200_000, "seed \(seed)")
      }
    }
    // Mutations of the comment, the question and numbers are still plans.
    #expect(accepted > 100)
    #expect(accepted < 9_000)
  }

  private static func mutated(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      let length = Int.random(in: 1...40, using: &random)
      let range = position..<min(position + length, bytes.count)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes.removeSubrange(range)
      case 2:
        bytes.insert(contentsOf: bytes[range], at: Int.random(in: 0...bytes.count, using: &random))
      case 3: bytes.removeSubrange(position...)
      case 4: bytes[position] = UInt8.random(in: .min ... .max, using: &random)
      default:
        bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: position)
      }
    }
    return bytes
  }
}
