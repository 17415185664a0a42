import Statistics
import Testing

@Suite struct ClosedFormTests {
  @Test func statisticsOfValues() {
    #expect(Statistic.mean.of([1, 2, 6]) == 3)
    #expect(Statistic.median.of([6, 1, 2]) == 2)
    #expect(Statistic.median.of([6, 1, 2, 3]) == 2.5)
    #expect(Statistic.mean.of([]) == nil)
    #expect(Statistic.median.of([]) == nil)
  }

  /// 2 / 2ⁿ ≤ 1 − share.
  @Test(arguments: [(0.5, 2), (0.9, 5), (0.95, 6), (0.99, 8), (0.999, 11)])
  func fewestPairsAreThoseOfTheSignTest(share: Double, pairs: Int) throws {
    #expect(try #require(Confidence(share)).fewestPairs == pairs)
  }

  @Test(arguments: [0, 0.49, 0.9999, 1, -1, .nan])
  func confidenceHasARange(share: Double) { #expect(Confidence(share) == nil) }

  /// The ranks of the tables of Conover, Practical Nonparametric Statistics, for 95 %.
  @Test(arguments: [(6, 1), (8, 1), (9, 2), (10, 2), (15, 4), (20, 6), (25, 8), (50, 18)])
  func medianIntervalsLieBetweenTheRanksOfTheTables(count: Int, rank: Int) {
    let values = (1...count).map(Double.init).reversed()
    let interval = OrderStatistics.medianInterval(of: Array(values))
    #expect(interval == Interval(low: Double(rank), high: Double(count + 1 - rank)))
  }

  @Test(arguments: 0...5) func tooFewValuesHaveNoMedianInterval(count: Int) {
    #expect(OrderStatistics.medianInterval(of: (0..<count).map(Double.init)) == nil)
  }

  @Test func manyValuesDoNotOverflowTheBinomial() throws {
    let values = (1...5_001).map(Double.init)
    let interval = try #require(OrderStatistics.medianInterval(of: values))
    // 2501 ± 1.96 · √5001 / 2, and half a rank.
    #expect(abs(interval.low - 2_431.7) < 1.5)
    #expect(abs(interval.high - 2_570.3) < 1.5)
  }

  /// Newcombe 1998, table I, method 3.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
  ])
  func wilsonIntervals(successes: Int, trials: Int, low: Double, high: Double) throws {
    let interval = try #require(Proportion(successes, of: trials).interval())
    #expect(abs(interval.low - low) < 0.00005)
    #expect(abs(interval.high - high) < 0.00005)
    let mirrored = try #require(Proportion(trials - successes, of: trials).interval())
    #expect(abs(mirrored.low - (1 - high)) < 0.00005)
  }

  @Test func noTrialsHaveNoShare() {
    #expect(Proportion(0, of: 0).share == nil)
    #expect(Proportion(0, of: 0).interval() == nil)
  }

  private static func spread(_ repeats: [[Double]]) -> RepeatSpread? {
    var distances = RepeatSpread.Distances()
    for own in repeats { distances.add(own) }
    return RepeatSpread(distances)
  }

  @Test func equalDistancesHaveNoOutliers() throws {
    let spread = try #require(Self.spread([[9, 10, 11], [90, 100, 110], [45, 50, 55]]))
    #expect(abs(spread.typicalDeviation - 0.1) < 1e-12)
    #expect(spread.measurements == 6)
    #expect(spread.outliers == 0)
  }

  @Test func aLoneSlowRepeatIsAnOutlier() throws {
    var repeats = Array(repeating: [99.0, 100, 101], count: 9)
    repeats.append([99, 100, 150])
    let spread = try #require(Self.spread(repeats))
    #expect(spread.outliers == 1)
    #expect(spread.outlierShare == 1.0 / 20)
    #expect(!spread.isWide)
    repeats += [[99, 100, 150], [99, 100, 150]]
    #expect(try #require(Self.spread(repeats)).isWide)
  }

  @Test func fewRepeatsHaveNoSpread() {
    #expect(Self.spread([]) == nil)
    #expect(Self.spread([[1], [1, 2], []]) == nil)
    #expect(Self.spread([[0, 0, 0]]) == nil)
  }

  @Test func equalRepeatsHaveNoSpread() throws {
    let spread = try #require(Self.spread([[5, 5, 5], [7, 7, 7, 7]]))
    #expect(spread.typicalDeviation == 0)
    #expect(spread.outliers == 0)
    #expect(!spread.isWide)
  }
}
