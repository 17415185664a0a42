/// Figures of elsewhere that a run is compared with: `compareWith:` in the experiment.
package struct ReferenceFigures: Codable, Equatable, Sendable {
  /// What a figure is of; the names are the keys of `figures:`.
  package enum Metric: String, Codable, CaseIterable, Sendable {
    case blocks
    case transactionsPerBlock
    case countParallelismMean
    case countParallelismMin
    case countParallelismMax
    case tier0Blocks
    case tier1Blocks
    case tier2Blocks
    case groupsMs
    case execMs
    case mergeMs
    case sendMs
    case wastedMsPerFallback

    /// What the metric is, in words.
    package var title: String {
      switch self {
      case .blocks: "blocks"
      case .transactionsPerBlock: "transactions a block"
      case .countParallelismMean: "count parallelism, mean"
      case .countParallelismMin: "count parallelism, least"
      case .countParallelismMax: "count parallelism, greatest"
      case .tier0Blocks: "blocks accepted at tier 0"
      case .tier1Blocks: "blocks accepted at tier 1"
      case .tier2Blocks: "blocks accepted at tier 2"
      case .groupsMs: "groups, ms"
      case .execMs: "exec, ms"
      case .mergeMs: "merge, ms"
      case .sendMs: "send, ms"
      case .wastedMsPerFallback: "wasted, ms a fallback"
      }
    }
  }

  /// A number, or the range in which numbers lay.
  package struct Figure: Codable, Equatable, Sendable {
    package let metric: Metric
    package let low: Double
    package let high: Double

    package init(metric: Metric, low: Double, high: Double) {
      self.metric = metric
      self.low = low
      self.high = high
    }
  }

  /// Where the figures come from.
  package let source: String
  /// The block set that is compared.
  package let blockSet: String
  /// The label of the strategy that is compared.
  package let strategy: String
  /// The figures, in the order of the file.
  package let figures: [Figure]

  package init(source: String, blockSet: String, strategy: String, figures: [Figure]) {
    self.source = source
    self.blockSet = blockSet
    self.strategy = strategy
    self.figures = figures
  }
}
