import BlockSets
import Testing

@Suite struct ZipfDistributionTests {
  static func counts(_ distribution: ZipfDistribution, ranks: Int, draws: Int) -> [Int] {
    var random = SeededRandom(seed: 11)
    var counts = Array(repeating: 0, count: ranks)
    for _ in 0..<draws { counts[distribution.draw(using: &random)] += 1 }
    return counts
  }

  @Test(arguments: [
    (exponent: 0.0, weights: [1.0, 1.0, 1.0, 1.0]),
    (exponent: 0.5, weights: [1.0, 0.707107, 0.577350, 0.5]),
    (exponent: 1.0, weights: [1.0, 0.5, 1.0 / 3.0, 0.25]),
    // 2^-1.2, 3^-1.2 and 4^-1.2.
    (exponent: 1.2, weights: [1.0, 0.435275, 0.267581, 0.189465]),
    (exponent: 2.0, weights: [1.0, 0.25, 1.0 / 9.0, 0.0625]),
  ])
  func drawsInProportionToTheWeights(exponent: Double, weights: [Double]) {
    let draws = 100_000
    let distribution = ZipfDistribution(count: weights.count, exponent: exponent)
    let counts = Self.counts(distribution, ranks: weights.count, draws: draws)
    let total = weights.reduce(0, +)
    for (rank, weight) in weights.enumerated() {
      let expected = Double(draws) * weight / total
      // Five standard deviations.
      let tolerance = 5 * expected.squareRoot()
      #expect(abs(Double(counts[rank]) - expected) < tolerance, "rank \(rank): \(counts)")
    }
  }

  @Test func oneRankIsAlwaysDrawn() {
    let counts = Self.counts(ZipfDistribution(count: 1, exponent: 3), ranks: 1, draws: 10)
    #expect(counts == [10])
  }

  @Test func theSteepestTableStillReachesItsLastRank() {
    // Weights have a floor, so that no rank is impossible and their sum does not overflow.
    let distribution = ZipfDistribution(count: 1_000_000, exponent: 10)
    var random = SeededRandom(seed: 1)
    #expect((0..<1_000).allSatisfy { _ in distribution.draw(using: &random) < 1_000_000 })
  }

  @Test func equalSeedsDrawEqualRanks() {
    // Pinned: a machine that rounded the table differently would generate other blocks.
    let distribution = ZipfDistribution(count: 1_000, exponent: 1.2)
    var random = SeededRandom(seed: 7)
    let ranks = (0..<12).map { _ in distribution.draw(using: &random) }
    #expect(ranks == [28, 1, 110, 728, 856, 161, 0, 0, 3, 0, 8, 37])
  }
}
