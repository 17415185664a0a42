import Records
import Statistics

/// Two runs compared way by way, or the strategies of one run compared with one of them.
package struct Comparison: Sendable {
  /// What is compared, and how surely.
  package struct Choice: Sendable {
    /// The metrics, in the order of the tables.
    package var metrics = Metric.usual
    /// The labels or names of the strategies that are judged; all if empty.
    package var strategies: [String] = []
    /// How sure intervals are meant to be.
    package var confidence = Confidence.standard

    package init() {}

    /// Whether a strategy is to be judged.
    func includes(_ measurement: Measurement) -> Bool {
      strategies.isEmpty || strategies.contains { measurement.isNamed($0) }
    }
  }

  /// The run that is judged.
  package let candidate: RunManifest
  /// The run that it is compared with; the same where strategies are.
  package let baseline: RunManifest
  /// The strategy that all others are compared with; `nil` where runs are.
  package let baselineLabel: String?
  package let confidence: Confidence
  /// Metric by metric, and within a metric in the order of the tables.
  package let differences: [MetricDifference]
  /// Ways, as reports name them, that only one of the two runs has.
  package let onlyInBaseline: [String]
  package let onlyInCandidate: [String]
  /// What the runs' provenance differs in.
  package let provenance: [ProvenanceDifference]
  /// Why there is no verdict on times, if so.
  package let timesObstacle: String?
  /// What the reader should know of the runs' times.
  package let timeWarnings: [String]

  /// Compares a run with a baseline: the same strategy with the same options, block by block.
  package init(
    _ candidate: MeasuredRun, with baseline: MeasuredRun, _ choice: Choice
  ) throws(ComparisonError) {
    try choice.check(baseline.measurements + candidate.measurements)
    let obstacle = candidate.manifest.timesObstacle(with: baseline.manifest)
    let (ones, others) = (
      candidate.measurements.filter(choice.includes), baseline.measurements.filter(choice.includes)
    )
    let pairs = ones.compactMap { one in baseline.measurement(of: one.way).map { (one, $0) } }
    let blocks = BlockPairs(candidate, with: baseline)
    guard pairs.contains(where: blocks.joins) else { throw .nothingInCommon }
    self.candidate = candidate.manifest
    self.baseline = baseline.manifest
    baselineLabel = nil
    confidence = choice.confidence
    differences = Self.differences(
      pairs, blocks, choice, areTimesIncomparable: obstacle != nil)
    onlyInBaseline = Self.names(of: others, without: ones)
    onlyInCandidate = Self.names(of: ones, without: others)
    provenance = ProvenanceDifference.all(candidate.manifest, with: baseline.manifest)
    timesObstacle = obstacle
    timeWarnings = TimeWarnings.all((ones + others).map(\.spread))
  }

  /// Compares the strategies of a run with one of them.
  ///
  /// - Parameter baseline: Its label or name; `nil` for that of ``Baseline``.
  package init(
    strategiesOf run: MeasuredRun, with baseline: String?, _ choice: Choice
  ) throws(ComparisonError) {
    try choice.check(run.measurements)
    let label = try Self.baselineLabel(baseline, in: run)
    let ones = run.measurements.filter { $0.label != label && choice.includes($0) }
    if ones.isEmpty { throw .oneStrategy(label) }
    let pairs = ones.compactMap { one in
      run.measurements.first {
        $0.label == label && $0.way == one.way.withStrategy(of: $0.way)
      }.map { (one, $0) }
    }
    candidate = run.manifest
    self.baseline = run.manifest
    baselineLabel = label
    confidence = choice.confidence
    let obstacle = run.manifest.timesObstacle
    differences = Self.differences(
      pairs, BlockPairs(run, with: run), choice, areTimesIncomparable: obstacle != nil)
    onlyInBaseline = []
    onlyInCandidate = []
    provenance = []
    timesObstacle = obstacle
    timeWarnings = TimeWarnings.all(run.measurements.map(\.spread))
  }

  private static func baselineLabel(
    _ given: String?, in run: MeasuredRun
  ) throws(ComparisonError) -> String {
    let labels = run.labels
    guard let given else {
      guard let place = Baseline.place(among: run.measurements.map(\.way)) else {
        throw .nothingInCommon
      }
      return run.measurements[place].label
    }
    guard let found = run.measurements.first(where: { $0.isNamed(given) }) else {
      throw .unknown(what: "strategy", given: given, known: labels)
    }
    return found.label
  }

  private static func differences(
    _ pairs: [(Measurement, Measurement)], _ blocks: BlockPairs, _ choice: Choice,
    areTimesIncomparable: Bool
  ) -> [MetricDifference] {
    let bootstrap = Bootstrap(confidence: choice.confidence)
    return choice.metrics.flatMap { metric in
      metric.statistics.flatMap { statistic in
        pairs.map { one, other in
          MetricDifference(
            one, with: other, over: blocks, by: metric, statistic, bootstrap: bootstrap,
            isIncomparable: metric.isTime && areTimesIncomparable)
        }
      }
    }
  }

  private static func names(
    of measurements: [Measurement], without others: [Measurement]
  ) -> [String] {
    let known = Set(others.map(\.way))
    let ways = measurements.map(\.way)
    return measurements.filter { !known.contains($0.way) }.map {
      "\($0.way.blockSet): \(WayName.text($0.way, label: $0.label, among: ways)), "
        + NumberText.count($0.way.workers, "worker")
    }
  }
}

extension Comparison.Choice {
  fileprivate func check(_ measurements: [Measurement]) throws(ComparisonError) {
    for given in strategies where !measurements.contains(where: { $0.isNamed(given) }) {
      throw .unknown(
        what: "strategy", given: given, known: measurements.map(\.label).distinct)
    }
  }
}

extension Measurement {
  /// Whether a name given by a user means its strategy.
  fileprivate func isNamed(_ name: String) -> Bool { label == name || way.strategy == name }
}
