/// Marks a share of blocks, spread about evenly: with 10 %, about one block in every ten.
package struct EvenShare: Sendable {
  private let percent: Int
  private var due: Int

  /// Marks `percent` of all blocks, from a random phase on.
  package init(percent: Int, using random: inout SeededRandom) {
    self.percent = percent
    due = random.index(of: 100)
  }

  /// Counts a block: `percent` on average, and as much more or less as leaves marks unpredictable.
  package mutating func advance(using random: inout SeededRandom) {
    let spread = min(percent, 100 - percent)
    // At most one mark is kept for later, so that marks never bunch up.
    due = min(due + percent - spread + random.index(of: 2 * spread + 1), 199)
  }

  /// Marks the current block if one is due.
  package mutating func take() -> Bool {
    guard due >= 100 else { return false }
    due -= 100
    return true
  }
}
