import Records
import Statistics

/// One way of running a block set, with the figures of its blocks in flat arrays: 4 bytes and 8 a
/// metric of each block, and 4 and 8 a time of each run of a block.
package struct Measurement: Sendable {
  /// The way.
  package let way: WayOfRunning
  /// The strategy's name in the run's reports.
  package let label: String
  private let metrics: [Metric]
  /// By the place of the metric; of times nothing.
  private var values: [BlockValues]
  /// Of the block's whole time, then of the metrics that are times.
  private var times: RepeatedTimes
  /// The places of the metrics' times.
  private let timePlaces: [Int]
  /// The first repeat of each block: all but its times is the same in every repeat.
  private var repetitions: [Int32] = []
  /// What stands for the repeat of a block that was not run.
  private static let notRun = Int32.max

  /// No blocks of the way that a row belongs to.
  init(_ identity: RowIdentity, metrics: [Metric]) {
    way = WayOfRunning(identity)
    label = identity.label
    self.metrics = metrics
    values = Array(repeating: BlockValues(), count: metrics.count)
    var times: [RepeatedTimes.Time] = [\.total]
    timePlaces = metrics.map { metric in
      if case .time(let time) = metric.source { times.append(time) }
      return times.count - 1
    }
    self.times = RepeatedTimes(times)
  }

  // MARK: Rows

  mutating func add(_ row: BlockRow, block: Int) {
    // An invalid or unsupported block has no run, whatever the strategy.
    guard row.attempts > 0 || row.status == .failed else { return }
    times.add(row, block: block)
    while repetitions.count <= block { repetitions.append(Self.notRun) }
    guard row.identity.repetition < repetitions[block] else { return }
    repetitions[block] = Int32(row.identity.repetition)
    for (place, metric) in metrics.enumerated() {
      if case .outcome(let value) = metric.source { values[place].set(block, to: value(row)) }
    }
  }

  mutating func add(_ row: MakespanRow, block: Int) {
    guard includes(block), row.identity.repetition == repetitions[block] else { return }
    for (place, metric) in metrics.enumerated() {
      if case .schedule(row.virtualWorkers, let value) = metric.source {
        values[place].set(block, to: value(row))
      }
    }
  }

  // MARK: Figures

  /// Whether a block was run.
  func includes(_ block: Int) -> Bool {
    block < repetitions.count && repetitions[block] != Self.notRun
  }

  /// A metric of each block; of a time the median over accepted repeats, in nanoseconds.
  func values(of metric: Metric) -> BlockValues {
    guard let place = metrics.firstIndex(where: { $0.name == metric.name }) else {
      preconditionFailure("the metric \(metric.name) was not gathered")
    }
    guard metric.isTime else { return values[place] }
    var medians = BlockValues()
    times.forEachBlock(timePlaces[place]) { block, repeats in
      medians.set(block, to: Statistic.median.of(repeats))
    }
    return medians
  }

  /// How far the repeats of a block's whole time lie apart; `nil` for fewer than three.
  package var spread: RepeatSpread? {
    var distances = RepeatSpread.Distances()
    times.forEachBlock(0) { _, repeats in distances.add(repeats) }
    return RepeatSpread(distances)
  }
}
