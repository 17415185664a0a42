/// Zipf's distribution over ranks: rank *k*, counted from 0, has the weight (*k* + 1)^−*s*.
///
/// The weights are integers, tabulated once, so that equal seeds draw equal ranks everywhere.
package struct ZipfDistribution: Sendable {
  /// The sum of the weights up to and including each rank.
  private let cumulative: [UInt64]

  /// Tabulates the weights of `count` ranks; the exponent 0 makes them equal.
  package init(count: Int, exponent: Double) {
    precondition(count > 0, "a distribution over nothing")
    var sum: UInt64 = 0
    cumulative = (1...count).map { rank in
      sum += Self.weight(of: Double(rank), exponent: exponent)
      return sum
    }
  }

  /// Draws a rank.
  package func draw(using random: inout SeededRandom) -> Int {
    let drawn = random.below(cumulative[cumulative.count - 1])
    var lower = 0
    var upper = cumulative.count - 1
    while lower < upper {
      let middle = (lower + upper) / 2
      if cumulative[middle] > drawn { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }

  /// 2⁴⁰ · rank^−exponent, at least 1, with the exponent's fraction cut to 16 bits.
  ///
  /// Multiplications, divisions and square roots only: IEEE 754 rounds these alike on every
  /// machine, and leaves `pow` to the C library.
  private static func weight(of rank: Double, exponent: Double) -> UInt64 {
    var power = 1.0
    for _ in 0..<Int(exponent) { power *= rank }
    var fraction = exponent - exponent.rounded(.down)
    var root = rank
    for _ in 0..<16 where fraction > 0 {
      root = root.squareRoot()
      fraction *= 2
      if fraction >= 1 {
        power *= root
        fraction -= 1
      }
    }
    return max(1, UInt64(0x1p40 / power))
  }
}
