import Records
import Statistics

extension RecordedWay {
  /// Sums up the times of accepted blocks: over repeats first, then over blocks.
  func measureTimes(in summary: inout SummaryRow) {
    let accepted = Dictionary(grouping: blocks.filter { $0.status == .accepted }) {
      BlockKey($0.identity)
    }.values
    func repeats(_ time: KeyPath<BlockRow, UInt64?>) -> [[Double]] {
      accepted.map { rows in rows.compactMap { $0[keyPath: time] }.map { Double($0) } }
    }
    func medians(_ time: KeyPath<BlockRow, UInt64?>) -> [Double] {
      repeats(time).compactMap(Statistic.median.of)
    }
    func median(_ time: KeyPath<BlockRow, UInt64?>) -> UInt64? {
      Statistic.median.of(medians(time)).map { UInt64($0) }
    }
    guard !accepted.isEmpty else { return }
    summary.wasted = UInt64(medians(\.wasted).reduce(0, +))
    summary.medianExec = median(\.phases.exec)
    summary.medianExecInterval =
      RecordedInterval(OrderStatistics.medianInterval(of: medians(\.phases.exec)))
    summary.medianTotal = median(\.total)
    summary.medianTotalInterval =
      RecordedInterval(OrderStatistics.medianInterval(of: medians(\.total)))
    summary.medianMerkle = median(\.phases.merkle)
    summary.medianMerkleWait = median(\.phases.merkleWait)
    summary.maxTotal = medians(\.total).max().map { UInt64($0) }
    let spread = RepeatSpread(repeats(\.total))
    summary.totalDeviation = spread?.typicalDeviation
    summary.totalOutlierShare = spread?.outlierShare
  }

  /// Sums up how the first attempts' groupings compare with the truth, in one repeat.
  func assess(repetition: Int, in summary: inout SummaryRow) {
    for attempt in firstAttempts where attempt.identity.repetition == repetition {
      summary.edges += attempt.edges
    }
    let once = makespans.filter { $0.identity.repetition == repetition }
    for (workers, rows) in Dictionary(grouping: once, by: \.virtualWorkers) {
      summary.efficiency[workers] = Statistic.median.of(rows.compactMap(\.efficiency))
    }
  }
}
