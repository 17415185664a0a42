import Records
import Statistics

/// The rows of one way of running a block set, and what they sum up to.
struct RecordedWay {
  var blocks: [BlockRow] = []
  /// The first attempts at the blocks.
  var firstAttempts: [AttemptRow] = []
  var makespans: [MakespanRow] = []

  /// The row of the summary.
  var summary: SummaryRow {
    var summary = SummaryRow()
    guard let identity = blocks.first?.identity else { return summary }
    summary.way = WayOfRunning(identity)
    summary.label = identity.label
    // Everything but times is the same in every repeat.
    let once = blocks.filter { $0.identity.repetition == identity.repetition }
    Self.count(once, in: &summary)
    Self.measureParallelism(of: once, in: &summary)
    Self.findWorst(of: once, in: &summary)
    let verdicts = blocks.compactMap(\.matchesReference)
    summary.allMatchReference = verdicts.isEmpty ? nil : verdicts.allSatisfy { $0 }
    measureTimes(in: &summary)
    summary.spanParallelismMedian = Statistic.median.of(once.compactMap(\.bounds.spanParallelism))
    assess(repetition: identity.repetition, in: &summary)
    return summary
  }

  private static func count(_ rows: [BlockRow], in summary: inout SummaryRow) {
    let run = rows.filter { $0.attempts > 0 }
    summary.blocks = run.count
    summary.invalid = rows.count { $0.status == .invalid }
    summary.unsupported = rows.count { $0.status == .unsupported }
    summary.failed = rows.count { $0.status == .failed }
    summary.transactions = run.reduce(0) { $0 + $1.transactionCount }
    summary.rejected = run.reduce(0) { $0 + $1.rejected }
    let reads = run.compactMap(\.coldReads)
    summary.coldReads = reads.isEmpty ? nil : reads.reduce(0, +)
    let virtual = run.compactMap(\.virtualRead)
    summary.virtualRead = virtual.isEmpty ? nil : virtual.reduce(0, +)
    summary.fallbacks = run.count { $0.acceptedTier != 0 }
    let first = run.count { $0.status == .accepted && $0.attempts == 1 }
    let success = Proportion(first, of: run.count)
    summary.firstAttemptSuccess = success.share
    summary.firstAttemptSuccessInterval = RecordedInterval(success.interval())
    let tiers = run.compactMap(\.acceptedTier)
    let counts = (0...(tiers.max() ?? 0)).map { tier in tiers.count { $0 == tier } }
    summary.acceptedByTier = counts.map(String.init).joined(separator: "/")
    let triggers = Dictionary(grouping: run.compactMap(\.fallbackTrigger)) { $0 }
    summary.mainTrigger =
      triggers.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }?.key
  }

  private static func measureParallelism(of rows: [BlockRow], in summary: inout SummaryRow) {
    let counts = rows.compactMap(\.shape.countParallelism)
    summary.countParallelismMean = Statistic.mean.of(counts)
    summary.countParallelismMeanInterval =
      RecordedInterval(Bootstrap().interval(of: counts, .mean))
    summary.countParallelismMedian = Statistic.median.of(counts)
    summary.countParallelismMedianInterval =
      RecordedInterval(OrderStatistics.medianInterval(of: counts))
    summary.countParallelismMin = counts.min()
    summary.countParallelismMax = counts.max()
    let gas = rows.compactMap(\.shape.gasParallelism)
    summary.gasParallelismMedian = Statistic.median.of(gas)
    summary.gasParallelismMedianInterval =
      RecordedInterval(OrderStatistics.medianInterval(of: gas))
  }

  private static func findWorst(of rows: [BlockRow], in summary: inout SummaryRow) {
    func badness(_ row: BlockRow) -> (Int, Int, Double) {
      (
        row.status == .accepted ? 0 : 1, row.attempts,
        -(row.shape.countParallelism ?? 0)
      )
    }
    var worst: BlockRow?
    for row in rows where row.attempts > 0 {
      if let known = worst, badness(row) <= badness(known) { continue }
      worst = row
    }
    guard let worst else { return }
    summary.worstBlockNumber = worst.identity.blockNumber
    summary.worstBlockChain = worst.identity.chain
    summary.worstCountParallelism = worst.shape.countParallelism
    summary.worstAttempts = worst.attempts
    summary.worstTrigger = worst.fallbackTrigger
    summary.worstAcceptedStrategy = worst.acceptedStrategy
  }
}

extension RecordedInterval {
  /// The ends of an interval, if there is one.
  init(_ interval: Interval?) {
    self.init()
    low = interval?.low
    high = interval?.high
  }
}
