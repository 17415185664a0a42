import Records
import Statistics

/// A run's figures beside those that its experiment names (`compareWith:`).
package struct ReferenceTable: Sendable {
  private let reference: ReferenceFigures
  private let blocks: [[BlockRow]]
  private let summary: SummaryRow?
  private let workers: Int

  /// The comparison of a recorded run; nil where its experiment names no figures.
  ///
  /// - Parameter blocks: The rows of `blocks.csv`.
  package init?(_ run: RecordedRun, blocks: [BlockRow]) {
    guard let reference = run.manifest.compareWith else { return nil }
    self.reference = reference
    let summary = run.summary.first {
      $0.blockSet == reference.blockSet && $0.label == reference.strategy
    }
    self.summary = summary
    workers = summary?.workers ?? 1
    let rows = blocks.filter {
      $0.identity.blockSet == reference.blockSet && $0.identity.label == reference.strategy
        && $0.identity.workers == summary?.workers
        && $0.identity.store == summary?.store
        && $0.identity.gasCheckBeforeMerkle == summary?.gasCheckBeforeMerkle
        && $0.status == .accepted
    }
    self.blocks = Dictionary(grouping: rows) {
      "\($0.identity.chain) \($0.identity.blockNumber) \($0.identity.blockHash)"
    }.values.map { $0 }
  }

  /// What is compared with what.
  var heading: [String] {
    [
      "\(reference.blockSet) under \(reference.strategy), \(NumberText.count(workers, "worker")), beside",
      reference.source,
    ]
  }

  /// A figure in words, here, its median, and the reference; empty if no block was recorded.
  var rows: [[String]] {
    guard let summary, !blocks.isEmpty else { return [] }
    return reference.figures.map { figure in
      let (here, median) = measured(figure.metric, summary)
      return [figure.metric.title, here, median, Self.text(figure.low, figure.high)]
    }
  }

  /// What is to be known of the times.
  static let note =
    "times are those of the accepted attempt, from the least to the greatest block"

  /// The lines of the comparison.
  package var lines: [String] {
    let rows = rows
    guard !rows.isEmpty else { return heading + ["no block was recorded"] }
    var table = TextTable(columns: [
      .init("figure", alignment: .left), .init("here"), .init("median"), .init("reference"),
    ])
    for row in rows { table.add(row) }
    return heading + [""] + table.lines(width: ComparisonTable.width) + [Self.note]
  }

  private func measured(
    _ metric: ReferenceFigures.Metric, _ summary: SummaryRow
  ) -> (here: String, median: String) {
    switch metric {
    case .blocks: ("\(summary.blocks)", NumberText.none)
    case .transactionsPerBlock:
      Self.range(blocks.compactMap { $0.first.map { Double($0.transactionCount) } }, places: 0)
    case .countParallelismMean:
      (NumberText.decimal(summary.countParallelismMean, places: 1), NumberText.none)
    case .countParallelismMin:
      (NumberText.decimal(summary.countParallelismMin, places: 1), NumberText.none)
    case .countParallelismMax:
      (NumberText.decimal(summary.countParallelismMax, places: 1), NumberText.none)
    case .tier0Blocks: accepted(0)
    case .tier1Blocks: accepted(1)
    case .tier2Blocks: accepted(2)
    case .groupsMs: phase(\.phases.groups)
    case .execMs: phase(\.phases.exec)
    case .mergeMs: phase(\.phases.merge)
    case .sendMs: phase(\.phases.send)
    case .wastedMsPerFallback:
      Self.range(
        milliseconds(\.wasted, of: blocks.filter { ($0.first?.acceptedTier ?? 0) > 0 }), places: 2)
    }
  }

  private func accepted(_ tier: Int) -> (String, String) {
    ("\(blocks.count { $0.first?.acceptedTier == tier })", NumberText.none)
  }

  private func phase(_ time: KeyPath<BlockRow, UInt64?>) -> (String, String) {
    Self.range(milliseconds(time, of: blocks), places: 2)
  }

  /// The median over repeats of each block.
  private func milliseconds(
    _ time: KeyPath<BlockRow, UInt64?>, of blocks: [[BlockRow]]
  ) -> [Double] {
    blocks.compactMap { rows in
      Statistic.median.of(rows.compactMap { $0[keyPath: time] }.map { Double($0) / 1e6 })
    }
  }

  private static func range(_ values: [Double], places: Int) -> (String, String) {
    guard let low = values.min(), let high = values.max() else {
      return (NumberText.none, NumberText.none)
    }
    let ends = [low, high].map { NumberText.decimal($0, places: places) }
    return (
      ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–"),
      NumberText.decimal(Statistic.median.of(values), places: places)
    )
  }

  private static func text(_ low: Double, _ high: Double) -> String {
    func text(_ number: Double) -> String {
      number == number.rounded() ? NumberText.decimal(number, places: 0) : "\(number)"
    }
    if low == high { return text(low) }
    return low == 0 ? "≤ \(text(high))" : "\(text(low))–\(text(high))"
  }
}
