/// One of several parts of a run, each of which somebody else may run: `2/3`.
package struct Shard: Codable, Hashable, Sendable, CustomStringConvertible {
  /// The most parts that a run can have.
  package static let most = 1000

  /// Which part, from 1.
  package let index: Int
  /// How many parts there are.
  package let count: Int

  /// Parses `i/n`; nil unless 1 ≤ i ≤ n ≤ `most`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1,
      index <= count, count <= Self.most
    else { return nil }
    self.index = index
    self.count = count
  }

  package var description: String { "\(index)/\(count)" }

  /// Whether a cell belongs to this part: its key, a digest, modulo the number of parts.
  package func holds(cell key: String) -> Bool {
    let remainder = key.utf8.reduce(0) { remainder, digit in
      (remainder * 16 + (Character(UnicodeScalar(digit)).hexDigitValue ?? 0)) % count
    }
    return remainder == index - 1
  }
}
