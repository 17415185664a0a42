/// Draws the accounts of a block without replacement, for as long as there are any.
struct AccountDraw: Sendable {
  private var order: [Int]
  private var drawn = 0

  /// Draws from the numbers below `count`.
  init(count: Int) {
    order = Array(0..<count)
  }

  /// Puts all accounts back.
  mutating func beginBlock() {
    drawn = 0
  }

  /// The number of an account that this block has not drawn yet; when there is none left, of any.
  mutating func draw(using random: inout SeededRandom) -> Int {
    if drawn == order.count { drawn = 0 }
    order.swapAt(drawn, drawn + random.index(of: order.count - drawn))
    drawn += 1
    return order[drawn - 1]
  }
}
