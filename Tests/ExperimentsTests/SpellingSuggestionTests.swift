import Experiments
import Testing

@Suite struct SpellingSuggestionTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("kitten", "sitting", 3),
    ("workers", "workers", 0),
    ("wrokers", "workers", 1), ("ab", "ba", 1), ("abcd", "acbd", 1), ("ca", "abc", 3),
  ])
  func distances(first: String, second: String, expected: Int) {
    #expect(SpellingSuggestion.distance(Array(first), Array(second)) == expected)
    #expect(SpellingSuggestion.distance(Array(second), Array(first)) == expected)
  }

  @Test(arguments: [
    ("refind", "refined"), ("Blocksets", "blockSets"), ("adress-narrowed", "address-narrowed"),
    ("attributed_reads", "attributed-reads"), ("x", nil), ("zebra", nil), ("", nil),
  ])
  func suggestions(word: String, expected: String?) {
    let names = ["refined", "blockSets", "address-narrowed", "attributed-reads", "heuristic"]
    #expect(SpellingSuggestion.nearest(to: word, among: names) == expected)
  }

  @Test func aVeryLongWordIsNotCompared() {
    let word = String(repeating: "a", count: 1_000_000)
    #expect(SpellingSuggestion.nearest(to: word, among: [word]) == nil)
  }
}
