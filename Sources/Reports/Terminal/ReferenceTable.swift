import Records
import Statistics

/// A run's figures beside those that its experiment names (`compareWith:`).
package struct ReferenceTable: Sendable {
  private let reference: ReferenceFigures
  private let summary: SummaryRow?
  private let workers: Int
  private var numbers = BlockNumbers()
  /// By block: the first row's.
  private var transactionCounts: [Int] = []
  private var tiers: [Int?] = []
  private var times = RepeatedTimes(Time.allCases.map(\.value))

  /// The times that may be compared.
  private enum Time: Int, CaseIterable {
    case groups, exec, merge, send, wasted

    var value: RepeatedTimes.Time {
      switch self {
      case .groups: \.phases.groups
      case .exec: \.phases.exec
      case .merge: \.phases.merge
      case .send: \.phases.send
      case .wasted: \.wasted
      }
    }
  }

  /// The comparison of a recorded run, without blocks yet; nil where its experiment names no
  /// figures.
  package init?(_ run: RecordedRun) {
    guard let reference = run.manifest.compareWith else { return nil }
    self.reference = reference
    summary = run.summary.first {
      $0.blockSet == reference.blockSet && $0.label == reference.strategy
    }
    workers = summary?.workers ?? 1
  }

  /// Adds a row of `blocks.csv`, if it is of those that are compared.
  package mutating func add(_ row: BlockRow) {
    guard row.identity.blockSet == reference.blockSet, row.identity.label == reference.strategy,
      row.identity.workers == summary?.workers, row.identity.store == summary?.store,
      row.identity.gasCheckBeforeMerkle == summary?.gasCheckBeforeMerkle, row.status == .accepted
    else { return }
    let block = numbers.number(of: row.identity)
    if block == tiers.count {
      transactionCounts.append(row.transactionCount)
      tiers.append(row.acceptedTier)
    }
    times.add(row, block: block)
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
    guard let summary, !tiers.isEmpty else { return [] }
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
      Self.range(transactionCounts.map { Double($0) }, places: 0)
    case .countParallelismMean:
      (NumberText.decimal(summary.countParallelismMean, places: 1), NumberText.none)
    case .countParallelismMin:
      (NumberText.decimal(summary.countParallelismMin, places: 1), NumberText.none)
    case .countParallelismMax:
      (NumberText.decimal(summary.countParallelismMax, places: 1), NumberText.none)
    case .tier0Blocks: accepted(0)
    case .tier1Blocks: accepted(1)
    case .tier2Blocks: accepted(2)
    case .groupsMs: phase(.groups)
    case .execMs: phase(.exec)
    case .mergeMs: phase(.merge)
    case .sendMs: phase(.send)
    case .wastedMsPerFallback:
      Self.range(milliseconds(.wasted) { (tiers[$0] ?? 0) > 0 }, places: 2)
    }
  }

  private func accepted(_ tier: Int) -> (String, String) {
    ("\(tiers.count { $0 == tier })", NumberText.none)
  }

  private func phase(_ time: Time) -> (String, String) {
    Self.range(milliseconds(time) { _ in true }, places: 2)
  }

  /// The median over repeats of each of some blocks.
  private func milliseconds(_ time: Time, where isWanted: (_ block: Int) -> Bool) -> [Double] {
    var medians: [Double] = []
    times.forEachBlock(time.rawValue) { block, repeats in
      guard isWanted(block) else { return }
      if let median = Statistic.median.of(repeats.map { $0 / 1e6 }) { medians.append(median) }
    }
    return medians
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
