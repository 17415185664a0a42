import Records
import Statistics

/// The short table of differences that a run ends with: its strategies against one of them.
package struct DifferenceTable: Sendable {
  /// What is compared, by the headings.
  private static let columns: [(heading: String, metric: Metric, statistic: Statistic)] = [
    ("∥ mean", .countParallelism, .mean), ("1st %", .firstAttempt, .mean),
    ("total ms, median", .total, .median),
  ]

  /// What a run is to be measured by.
  package static let metrics = columns.map(\.metric)

  private let comparison: Comparison

  /// - Returns: `nil` where a run has no two strategies.
  package init?(_ run: MeasuredRun) {
    var choice = Comparison.Choice()
    choice.metrics = Self.metrics
    guard let comparison = try? Comparison(strategiesOf: run, with: nil, choice) else {
      return nil
    }
    self.comparison = comparison
  }

  /// The lines of the table of a block set; none where nothing was paired.
  package func lines(of blockSet: String) -> [String] {
    let differences = comparison.differences.filter { $0.way.blockSet == blockSet }
    // The most that can run at once; the comparison that the last line names shows all.
    let counts = differences.map(\.way.workers)
    let workers =
      counts.filter { $0 <= comparison.candidate.machine.cores }.max() ?? counts.min() ?? 0
    let first = differences.first { $0.way.workers == workers }?.way
    let shown = differences.filter { $0.way == first?.withStrategy(of: $0.way) }
    guard let baseline = comparison.baselineLabel, !shown.isEmpty else { return [] }
    var table = TextTable(
      columns: [.init("strategy", alignment: .left)]
        + Self.columns.map { .init($0.heading, alignment: .left) })
    for way in shown.map(\.way).distinct {
      let own = shown.filter { $0.way == way }
      table.add(
        [own.first?.label ?? way.strategy]
          + Self.columns.map { _, metric, statistic in
            own.first { $0.metric.name == metric.name && $0.statistic == statistic }
              .map(Self.text) ?? NumberText.none
          })
    }
    return [
      "differences from \(baseline), with 95 % intervals over blocks;"
        + " times with \(NumberText.count(workers, "worker"))"
    ] + table.lines(width: ComparisonTable.width) + [
      "▲ better, ▼ worse, ≈ no difference shown; more metrics: balbench compare RUN"
    ]
  }

  /// What is to be known of the times.
  package var warnings: [String] {
    (comparison.timesObstacle.map { ["no verdict on times: \($0)"] } ?? [])
      + comparison.timeWarnings
  }

  private static func text(_ difference: MetricDifference) -> String {
    guard let paired = difference.paired else { return NumberText.none }
    let text = MetricText(difference.metric.unit)
    let mark =
      switch difference.verdict {
      case .better: " ▲"
      case .worse: " ▼"
      case .noDifferenceShown: " ≈"
      case nil: ""
      }
    return "\(text.difference(paired.difference)) \(text.interval(paired.interval))\(mark)"
  }
}
