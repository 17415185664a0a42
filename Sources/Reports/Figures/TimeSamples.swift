import Records
import Statistics

/// The measured times of one way of running with one number of workers: every accepted block in
/// every repeat.
struct TimeSamples: Sendable {
  private var times = RepeatedTimes(Phase.allCases.map { phase in { phase.time(in: $0) } })

  /// Adds a row's times.
  mutating func add(_ row: BlockRow, block: Int) { times.add(row, block: block) }

  /// The median over repeats of a phase, in nanoseconds, by block.
  func medians(of phase: Phase) -> [Int: Double] {
    var medians: [Int: Double] = [:]
    times.forEachBlock(phase.rawValue) { medians[$0] = Statistic.median.of($1) }
    return medians
  }

  /// How far the repeats lie apart.
  var spread: RepeatSpread? {
    var distances = RepeatSpread.Distances()
    times.forEachBlock(Phase.total.rawValue) { distances.add($1) }
    return RepeatSpread(distances)
  }
}
