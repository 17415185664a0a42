import Records
import Statistics

/// What a strategy comes to on a block set, and how it compares with the baseline.
struct Answer: Sendable {
  /// A value over blocks, its interval, and its difference from the baseline's.
  struct Measure: Sendable {
    let value: Double?
    let interval: Interval?
    /// nil for the baseline itself, and where no block can be compared.
    var difference: PairedDifference?
    let direction: Direction

    var verdict: Verdict? { difference?.verdict(direction) }
  }

  let way: WayFigures
  let isBaseline: Bool
  /// The workers whose times are told.
  let workers: Int
  /// The median over blocks.
  let countParallelism: Measure
  let gasParallelism: Double?
  /// The share of blocks that were accepted with the first attempt.
  let atOnce: Measure
  /// The median over blocks of the medians over repeats, in nanoseconds.
  let total: Measure
  let worstTotal: Double?

  /// The answers on a block set, in the order of the experiment.
  static func all(of set: SetFigures) -> [Answer] {
    let ways = set.toldWays
    guard let baseline = Baseline.place(among: ways.map(\.way)), let workers = set.workers.last
    else { return [] }
    let other = Values(ways[baseline], workers: workers)
    return ways.enumerated().map { number, way in
      Answer(
        way, against: number == baseline ? nil : other, workers: workers,
        comparesTimes: set.timesObstacle == nil)
    }
  }

  private init(
    _ way: WayFigures, against baseline: Values?, workers: Int, comparesTimes: Bool
  ) {
    let values = Values(way, workers: workers)
    self.way = way
    self.workers = workers
    isBaseline = baseline == nil
    countParallelism = Measure(
      values.countParallelism, against: baseline?.countParallelism, .higherIsBetter)
    gasParallelism = Statistic.median.of(way.outcomes.compactMap(\.gasParallelism))
    let successes = Proportion(way.acceptedAtOnce, of: way.outcomes.count)
    atOnce = Measure(
      value: successes.share, interval: successes.interval(),
      difference: baseline.flatMap {
        Measure.difference(values.atOnce, $0.atOnce, .mean)
      }, direction: .higherIsBetter)
    total = Measure(
      values.total, against: comparesTimes ? baseline?.total : nil, .lowerIsBetter)
    worstTotal = values.total.values.max()
  }

  /// A way's values by block.
  private struct Values {
    let countParallelism: [Int: Double]
    let atOnce: [Int: Double]
    let total: [Int: Double]

    init(_ way: WayFigures, workers: Int) {
      var parallelism: [Int: Double] = [:]
      var atOnce: [Int: Double] = [:]
      for outcome in way.outcomes {
        parallelism[outcome.block] = outcome.countParallelism
        atOnce[outcome.block] = outcome.isAcceptedAtOnce ? 1 : 0
      }
      countParallelism = parallelism
      self.atOnce = atOnce
      total = way.times[workers]?.medians(of: .total) ?? [:]
    }
  }
}

extension Answer.Measure {
  /// The median of values by block, against those of the baseline.
  fileprivate init(
    _ values: [Int: Double], against baseline: [Int: Double]?, _ direction: Direction
  ) {
    let ordered = values.sorted { $0.key < $1.key }.map(\.value)
    self.init(
      value: Statistic.median.of(ordered),
      interval: OrderStatistics.medianInterval(of: ordered),
      difference: baseline.flatMap { Self.difference(values, $0, .median) }, direction: direction)
  }

  /// The difference over the blocks that both have.
  fileprivate static func difference(
    _ values: [Int: Double], _ baseline: [Int: Double], _ statistic: Statistic
  ) -> PairedDifference? {
    let pairs = values.sorted { $0.key < $1.key }.compactMap { block, value in
      baseline[block].map { (value, $0) }
    }
    return PairedDifference(pairs.map(\.0), pairs.map(\.1), statistic, by: Bootstrap())
  }
}
