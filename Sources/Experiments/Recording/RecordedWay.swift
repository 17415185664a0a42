import Records
import Statistics

/// What the rows of one way of running a block set sum up to, folded row by row.
///
/// What medians and intervals are taken of is kept, in flat arrays: 80 bytes a block, and
/// 44 a run of a block.
struct RecordedWay {
  /// The run whose outcomes stand for those of all repeats: the first.
  private let base: RowIdentity
  private var row = SummaryRow()
  private var atOnce = 0
  private var tiers: [Int] = []
  private var triggers: [String: Int] = [:]
  private var worst: BlockRow?
  private var countParallelism: [Double] = []
  private var gasParallelism: [Double] = []
  private var spanParallelism: [Double] = []
  /// By the number of virtual workers.
  private var efficiencies: [Int: [Double]] = [:]
  private var times = RepeatedTimes(Time.allCases.map(\.value))

  /// The times that are summed up.
  private enum Time: Int, CaseIterable {
    case exec, total, merkle, merkleWait, wasted

    var value: RepeatedTimes.Time {
      switch self {
      case .exec: \.phases.exec
      case .total: \.total
      case .merkle: \.phases.merkle
      case .merkleWait: \.phases.merkleWait
      case .wasted: \.wasted
      }
    }
  }

  /// No rows of the way that a row belongs to.
  init(_ identity: RowIdentity) {
    base = identity
    row.way = WayOfRunning(identity)
    row.label = identity.label
  }

  // MARK: Rows

  /// Adds a block's row.
  mutating func add(_ block: BlockRow, number: Int) {
    times.add(block, block: number)
    if let matches = block.matchesReference {
      row.allMatchReference = (row.allMatchReference ?? true) && matches
    }
    // Everything but times is the same in every repeat.
    guard isBase(block.identity) else { return }
    switch block.status {
    case .invalid: row.invalid += 1
    case .unsupported: row.unsupported += 1
    case .failed: row.failed += 1
    case .accepted: break
    }
    if let value = block.shape.countParallelism { countParallelism.append(value) }
    if let value = block.shape.gasParallelism { gasParallelism.append(value) }
    if let value = block.bounds.spanParallelism { spanParallelism.append(value) }
    if block.attempts > 0 { count(block) }
  }

  /// Counts a block that was run.
  private mutating func count(_ block: BlockRow) {
    row.blocks += 1
    row.transactions += block.transactionCount
    row.rejected += block.rejected
    if let reads = block.coldReads { row.coldReads = (row.coldReads ?? 0) + reads }
    if let time = block.virtualRead { row.virtualRead = (row.virtualRead ?? 0) + time }
    if block.acceptedTier != 0 { row.fallbacks += 1 }
    if block.status == .accepted, block.attempts == 1 { atOnce += 1 }
    if let tier = block.acceptedTier {
      while tiers.count <= tier { tiers.append(0) }
      tiers[tier] += 1
    }
    if let trigger = block.fallbackTrigger { triggers[trigger, default: 0] += 1 }
    if let known = worst, Self.badness(block) <= Self.badness(known) { return }
    worst = block
  }

  /// Adds the first attempt at a block.
  mutating func add(_ attempt: AttemptRow) {
    if isBase(attempt.identity) { row.edges += attempt.edges }
  }

  /// Adds a virtual time.
  mutating func add(_ makespan: MakespanRow) {
    guard isBase(makespan.identity), let efficiency = makespan.efficiency else { return }
    efficiencies[makespan.virtualWorkers, default: []].append(efficiency)
  }

  private func isBase(_ identity: RowIdentity) -> Bool { identity.repetition == base.repetition }

  private static func badness(_ row: BlockRow) -> (Int, Int, Double) {
    (row.status == .accepted ? 0 : 1, row.attempts, -(row.shape.countParallelism ?? 0))
  }

  // MARK: Summary

  /// The row of the summary.
  var summary: SummaryRow {
    var summary = row
    let success = Proportion(atOnce, of: row.blocks)
    summary.firstAttemptSuccess = success.share
    summary.firstAttemptSuccessInterval = RecordedInterval(success.interval())
    summary.acceptedByTier = (tiers.isEmpty ? [0] : tiers).map(String.init).joined(separator: "/")
    summary.mainTrigger = triggers.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    measureParallelism(in: &summary)
    name(worst, in: &summary)
    measureTimes(in: &summary)
    summary.efficiency = efficiencies.compactMapValues(Statistic.median.of)
    return summary
  }

  private func measureParallelism(in summary: inout SummaryRow) {
    summary.countParallelismMean = Statistic.mean.of(countParallelism)
    summary.countParallelismMeanInterval =
      RecordedInterval(Bootstrap().interval(of: countParallelism, .mean))
    summary.countParallelismMedian = Statistic.median.of(countParallelism)
    summary.countParallelismMedianInterval =
      RecordedInterval(OrderStatistics.medianInterval(of: countParallelism))
    summary.countParallelismMin = countParallelism.min()
    summary.countParallelismMax = countParallelism.max()
    summary.gasParallelismMedian = Statistic.median.of(gasParallelism)
    summary.gasParallelismMedianInterval =
      RecordedInterval(OrderStatistics.medianInterval(of: gasParallelism))
    summary.spanParallelismMedian = Statistic.median.of(spanParallelism)
  }

  private func name(_ worst: BlockRow?, in summary: inout SummaryRow) {
    guard let worst else { return }
    summary.worstBlockNumber = worst.identity.blockNumber
    summary.worstBlockChain = worst.identity.chain
    summary.worstCountParallelism = worst.shape.countParallelism
    summary.worstAttempts = worst.attempts
    summary.worstTrigger = worst.fallbackTrigger
    summary.worstAcceptedStrategy = worst.acceptedStrategy
  }

  /// Sums up the times of accepted blocks: over repeats first, then over blocks.
  private func measureTimes(in summary: inout SummaryRow) {
    guard !times.isEmpty else { return }
    func median(_ time: Time) -> UInt64? {
      Statistic.median.of(medians(time)).map { UInt64($0) }
    }
    let (exec, total) = (medians(.exec), medians(.total))
    summary.wasted = UInt64(medians(.wasted).reduce(0, +))
    summary.medianExec = median(.exec)
    summary.medianExecInterval = RecordedInterval(OrderStatistics.medianInterval(of: exec))
    summary.medianTotal = median(.total)
    summary.medianTotalInterval = RecordedInterval(OrderStatistics.medianInterval(of: total))
    summary.medianMerkle = median(.merkle)
    summary.medianMerkleWait = median(.merkleWait)
    summary.maxTotal = total.max().map { UInt64($0) }
    var distances = RepeatSpread.Distances()
    times.forEachBlock(Time.total.rawValue) { _, repeats in distances.add(repeats) }
    let spread = RepeatSpread(distances)
    summary.totalDeviation = spread?.typicalDeviation
    summary.totalOutlierShare = spread?.outlierShare
  }

  private func medians(_ time: Time) -> [Double] {
    var medians: [Double] = []
    times.forEachBlock(time.rawValue) { _, repeats in
      if let median = Statistic.median.of(repeats) { medians.append(median) }
    }
    return medians
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
