import Records
import Statistics

/// One way of running a block set against a baseline, by one metric.
package struct MetricDifference: Sendable {
  /// The metric.
  package let metric: Metric
  /// What the blocks' values are summed up to.
  package let statistic: Statistic
  /// The way that is judged.
  package let way: WayOfRunning
  /// Its strategy's label.
  package let label: String
  /// What it is compared with.
  package let baselineWay: WayOfRunning
  /// The blocks of both, paired; `nil` where none has a value on both sides.
  package let paired: PairedDifference?
  /// Blocks that only one of the two has a value for.
  package let unpairedBlocks: Int
  /// Whether values are measured on unlike terms, so that there is no verdict.
  let isIncomparable: Bool

  /// Compares a way with its baseline block by block.
  init(
    _ candidate: Measurement, with baseline: Measurement, over blocks: BlockPairs,
    by metric: Metric, _ statistic: Statistic, bootstrap: Bootstrap, isIncomparable: Bool
  ) {
    self.metric = metric
    self.statistic = statistic
    self.isIncomparable = isIncomparable
    way = candidate.way
    label = candidate.label
    baselineWay = baseline.way
    var first: [Double] = []
    var second: [Double] = []
    var unpaired = 0
    let (ones, others) = (candidate.values(of: metric), baseline.values(of: metric))
    for block in blocks.all {
      let (one, other) = (ones[block.candidate], others[block.baseline])
      if let one, let other {
        first.append(one)
        second.append(other)
      } else if one != nil || other != nil {
        unpaired += 1
      }
    }
    paired = PairedDifference(first, second, statistic, by: bootstrap)
    unpairedBlocks = unpaired
  }

  /// The verdict on the way that is judged; `nil` where there can be none.
  package var verdict: Verdict? { isIncomparable ? nil : paired?.verdict(metric.direction) }
}
