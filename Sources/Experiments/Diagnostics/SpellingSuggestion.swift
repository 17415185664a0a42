/// Finds what a misspelt word was probably meant to be.
package enum SpellingSuggestion {
  private static let longestWord = 64

  /// The candidate nearest to a word, if one is near enough; of equally near ones the first.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let written = letters(word)
    guard !written.isEmpty, written.count <= longestWord else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let letters = letters(candidate)
      guard letters.count <= longestWord else { continue }
      let distance = distance(written, letters)
      // A third of the letters may be wrong; in a short word, one.
      guard distance <= max(1, max(written.count, letters.count) / 3),
        distance < max(written.count, letters.count), distance < (best?.distance ?? .max)
      else { continue }
      best = (distance, candidate)
    }
    return best?.candidate
  }

  /// The phrase that an error ends with, if a candidate is near enough.
  package static func phrase(for word: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: word, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// The Damerau-Levenshtein distance of two words, each letter moved at most once: the number
  /// of letters inserted, left out, replaced, or swapped with their neighbour.
  ///
  /// - Complexity: O(*n* · *m*) for words of *n* and *m* letters.
  package static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for i in first.indices {
      var row = [i + 1]
      for j in second.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (first[i] == second[j] ? 0 : 1))
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[second.count]
  }

  private static func letters(_ word: String) -> [Character] { Array(word.lowercased()) }
}
