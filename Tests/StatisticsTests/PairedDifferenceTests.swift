import Statistics
import Testing

@Suite struct PairedDifferenceTests {
  private let bootstrap = Bootstrap()
  private let blocks = (1...12).map(Double.init)

  @Test(arguments: Statistic.allCases) func aConstantShiftIsExact(statistic: Statistic) throws {
    let shifted = blocks.map { $0 + 0.5 }
    let difference = try #require(
      PairedDifference(shifted, blocks, statistic, by: bootstrap))
    #expect(difference.difference == 0.5)
    #expect(difference.interval == Interval(low: 0.5, high: 0.5))
    #expect(difference.relativeDifference == 0.5 / 6.5)
    #expect(
      [difference.pairs, difference.higher, difference.lower, difference.equal] == [12, 12, 0, 0])
    #expect(difference.verdict(.higherIsBetter) == .better)
    #expect(difference.verdict(.lowerIsBetter) == .worse)
    let reversed = try #require(PairedDifference(blocks, shifted, statistic, by: bootstrap))
    #expect(reversed.verdict(.higherIsBetter) == .worse)
    #expect(reversed.verdict(.lowerIsBetter) == .better)
  }

  @Test(arguments: Statistic.allCases) func equalPairsShowNothing(statistic: Statistic) throws {
    let difference = try #require(PairedDifference(blocks, blocks, statistic, by: bootstrap))
    #expect(difference.difference == 0)
    #expect(difference.interval == Interval(low: 0, high: 0))
    #expect(difference.equal == 12)
    #expect(difference.verdict(.higherIsBetter) == .noDifferenceShown)
  }

  @Test func noPairsAreNoDifference() {
    #expect(PairedDifference([], [], .mean, by: bootstrap) == nil)
  }

  @Test(arguments: 1...5) func tooFewPairsHaveNoInterval(count: Int) throws {
    let few = Array(blocks.prefix(count))
    let difference = try #require(
      PairedDifference(few.map { $0 * 100 }, few, .mean, by: bootstrap))
    #expect(difference.interval == nil)
    #expect(difference.verdict(.higherIsBetter) == .noDifferenceShown)
  }

  /// Five that differ to one side are what a coin does one time in sixteen.
  @Test(arguments: [(5, Verdict.noDifferenceShown), (6, .worse)])
  func fewDifferingPairsShowNothing(differing: Int, verdict: Verdict) throws {
    let all = Array(repeating: 1.0, count: 30)
    let some = all.indices.map { $0 < differing ? 0.0 : 1.0 }
    let difference = try #require(PairedDifference(some, all, .mean, by: bootstrap))
    let interval = try #require(difference.interval)
    #expect(interval.high < 0)
    #expect(difference.verdict(.higherIsBetter) == verdict)
    #expect(difference.relativeDifference == difference.difference)
  }

  @Test func aBaselineOfZeroHasNoRelativeDifference() throws {
    let zeros = blocks.map { _ in 0.0 }
    let difference = try #require(PairedDifference(blocks, zeros, .mean, by: bootstrap))
    #expect(difference.relativeDifference == nil)
  }

  /// The intervals are those of a program in Python, written from the definitions with the
  /// quantile of Student's distribution from a table.
  @Test func intervalsAreTheSameOnEveryMachine() throws {
    let values = (0..<20).map { Double($0 * $0 % 17) }
    let mean = try #require(bootstrap.interval(of: values, .mean))
    let median = try #require(bootstrap.interval(of: values, .median))
    #expect(mean == bootstrap.interval(of: values, .mean))
    #expect("\(mean.low) \(mean.high)" == "4.4 9.9")
    #expect("\(median.low) \(median.high)" == "2.0 12.0")
    #expect(mean != Bootstrap(seed: 1).interval(of: values, .mean))
  }

  /// 100 of 4000 lie beyond either end: the order of the values must not matter much, their scale
  /// not at all.
  @Test func intervalsScaleWithTheirValues() throws {
    let values = (0..<32).map { Double($0 * $0 % 19) }
    let interval = try #require(bootstrap.interval(of: values, .mean))
    let doubled = try #require(bootstrap.interval(of: values.map { $0 * 2 }, .mean))
    #expect(doubled == Interval(low: interval.low * 2, high: interval.high * 2))
    let surer = Bootstrap(confidence: try #require(Confidence(0.99)))
    let wider = try #require(surer.interval(of: values, .mean))
    #expect(wider.low < interval.low && wider.high > interval.high)
  }
}
