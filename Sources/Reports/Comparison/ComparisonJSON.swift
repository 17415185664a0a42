import Records
import Statistics

/// A comparison for programs.
package struct ComparisonJSON: Encodable {
  private struct Difference: Encodable {
    let blockSet: String
    let strategy: String
    let options: String
    let label: String
    let workers: Int
    let gasCheckBeforeMerkle: Bool
    let store: String
    let warmer: String
    let stream: String
    let stateRootFromBal: Bool
    let metric: String
    let unit: Metric.Unit
    let direction: String
    let statistic: String
    let baseline: Double?
    let value: Double?
    let difference: Double?
    let relativeDifference: Double?
    let interval: [Double]?
    let blocks: Int
    let higher: Int
    let lower: Int
    let equal: Int
    let unpairedBlocks: Int
    let verdict: String?

    init(_ difference: MetricDifference) {
      let (way, metric, paired) = (difference.way, difference.metric, difference.paired)
      blockSet = way.blockSet
      strategy = way.strategy
      options = way.options
      label = difference.label
      workers = way.workers
      gasCheckBeforeMerkle = way.gasCheckBeforeMerkle
      store = way.store
      warmer = way.warmer
      stream = way.stream
      stateRootFromBal = way.stateRootFromBal
      self.metric = metric.name
      unit = metric.unit
      direction = metric.direction.rawValue
      statistic = difference.statistic.rawValue
      baseline = paired?.second
      value = paired?.first
      self.difference = paired?.difference
      relativeDifference = paired?.relativeDifference
      interval = paired?.interval.map { [$0.low, $0.high] }
      blocks = paired?.pairs ?? 0
      higher = paired?.higher ?? 0
      lower = paired?.lower ?? 0
      equal = paired?.equal ?? 0
      unpairedBlocks = difference.unpairedBlocks
      verdict = difference.verdict?.rawValue
    }
  }

  private let baseline: String
  private let candidate: String
  private let baselineStrategy: String?
  private let confidence: Double
  private let provenance: [ProvenanceDifference]
  private let onlyInBaseline: [String]
  private let onlyInCandidate: [String]
  private let timesObstacle: String?
  private let timeWarnings: [String]
  private let differences: [Difference]

  /// - Parameters:
  ///   - baseline: The folder of the run compared with.
  ///   - candidate: The folder of the run that is judged.
  package init(_ comparison: Comparison, baseline: String, candidate: String) {
    self.baseline = baseline
    self.candidate = candidate
    baselineStrategy = comparison.baselineLabel
    confidence = comparison.confidence.share
    provenance = comparison.provenance
    onlyInBaseline = comparison.onlyInBaseline
    onlyInCandidate = comparison.onlyInCandidate
    timesObstacle = comparison.timesObstacle
    timeWarnings = comparison.timeWarnings
    differences = comparison.differences.map(Difference.init)
  }

  /// The comparison as text.
  package func text() throws -> String { try JSONText.text(self) }
}
