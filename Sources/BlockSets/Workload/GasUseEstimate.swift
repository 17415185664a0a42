import EthereumTypes

/// What the transactions of a block will use, judged by what those of the blocks before have used.
struct GasUseEstimate: Sendable {
  /// Gas used and typical gas of the block that used most for its typical gas. Before the first
  /// block a fifth more than typical: on average no kind uses so much.
  private var used: UInt64 = 6
  private var typical: UInt64 = 5
  private var isMeasured = false
  /// The typical gas of the block that was drawn last.
  private var drawn: UInt64 = 0

  /// Notes what was drawn for the next block.
  mutating func note(typicalGas: UInt64) { drawn = typicalGas }

  /// Learns from the completed header of the block that was drawn last, if there was one.
  mutating func learn(from header: BlockHeader) {
    guard drawn > 0 else { return }
    // Compared as fractions; both gas figures are below 2³².
    if !isMeasured || header.gasUsed * typical > used * drawn {
      (used, typical, isMeasured) = (header.gasUsed, drawn, true)
    }
    drawn = 0
  }

  /// The gas that transactions of so much typical gas will use.
  func gas(ofTypical gas: UInt64) -> UInt64 { gas * used / typical }
}
