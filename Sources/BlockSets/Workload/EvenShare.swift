/// Marks a share of blocks, spread evenly: with 10 %, one block in every ten.
struct EvenShare: Sendable {
  private let percent: Int
  private var due: Int

  /// Marks `percent` of all blocks, from a random phase on.
  init(percent: Int, using random: inout SeededRandom) {
    self.percent = percent
    due = random.index(of: 100)
  }

  /// Counts a block.
  mutating func advance() {
    // At most one mark is kept for later, so that marks never bunch up.
    due = min(due + percent, 199)
  }

  /// Marks the current block if one is due.
  mutating func take() -> Bool {
    guard due >= 100 else { return false }
    due -= 100
    return true
  }
}
