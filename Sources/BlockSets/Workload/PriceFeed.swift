import EthereumTypes

/// The oracle's price: a random walk that moves in one direction within a block, so that a block
/// never returns to the price it began with.
struct PriceFeed: Sendable {
  /// The current price, in units of 10⁻¹⁸.
  private(set) var price: UInt256 = PriceFeed.unit * 3_000
  private var isRising = true

  private static let unit: UInt256 = 1_000_000_000_000_000_000

  /// Chooses the block's direction; away from the bounds, which 10,000 steps in a block cannot
  /// carry to zero.
  mutating func beginBlock(using random: inout SeededRandom) {
    isRising = random.happens(percent: 50)
    if price < Self.unit * 2_000 { isRising = true }
    if price > Self.unit * 4_000 { isRising = false }
  }

  /// Moves the price by up to 0.1.
  mutating func change(using random: inout SeededRandom) {
    let step = UInt256(1 + random.below(1_000)) * 100_000_000_000_000
    price = isRising ? price + step : price - step
  }
}
