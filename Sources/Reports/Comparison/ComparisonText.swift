import Records
import Statistics

/// A comparison in plain text: one table a block set, metric and statistic, in the order of the
/// recorded tables; nothing is ranked.
package struct ComparisonText: Sendable {
  private static let legend = [
    "difference: %NEW − %OLD; interval: paired bootstrap over blocks; ↑/↓/=: blocks with a higher,",
    "lower, equal value than %OLD. better, worse: the interval excludes 0 and enough blocks differ;",
    "no difference shown: the data do not tell the two apart. docs/statistics.md says it exactly.",
  ]

  private let comparison: Comparison
  private let names: (baseline: String, candidate: String)

  /// - Parameters:
  ///   - baseline: What the run compared with is called.
  ///   - candidate: What the run that is judged is called.
  package init(_ comparison: Comparison, baseline: String, candidate: String) {
    self.comparison = comparison
    names = (baseline, candidate)
  }

  /// The lines of the comparison.
  package var lines: [String] {
    let sets = comparison.differences.map(\.way.blockSet).distinct
    return heading
      + sets.flatMap { ["", $0] + lines(of: $0) } + [""]
      + Self.legend.map {
        $0.replacing("%NEW", with: columns.new).replacing("%OLD", with: columns.old)
      }
  }

  /// What the two sides are called in tables.
  private var columns: (old: String, new: String) {
    comparison.baselineLabel == nil ? ("A", "B") : ("baseline", "strategy")
  }

  // MARK: Heading

  private var heading: [String] {
    var lines: [String]
    if let label = comparison.baselineLabel {
      lines = ["\(names.candidate): its strategies compared with \(label)"]
    } else {
      lines = ["A  \(names.baseline)", "B  \(names.candidate), compared with A"]
      lines += provenance
      lines += unmatched("A", comparison.onlyInBaseline)
      lines += unmatched("B", comparison.onlyInCandidate)
    }
    let metrics = comparison.differences.map(\.metric)
    guard metrics.contains(where: \.isTime) else { return lines }
    if let obstacle = comparison.timesObstacle {
      lines += Self.warning("no verdict on times: \(obstacle)")
    } else if comparison.baselineLabel == nil {
      lines += Self.warning(
        "the runs took no turns: a machine that grew slower between them shows as a difference of"
          + " times")
    }
    return lines + comparison.timeWarnings.flatMap(Self.warning)
  }

  private var provenance: [String] {
    guard !comparison.provenance.isEmpty else {
      return ["provenance: the same plan, inputs, executable and machine"]
    }
    var table = TextTable(columns: [
      .init("differs in", alignment: .left), .init("A", alignment: .left),
      .init("B", alignment: .left),
    ])
    for difference in comparison.provenance {
      table.add([difference.what, difference.baseline, difference.candidate])
    }
    return table.lines(width: ComparisonTable.width)
  }

  private func unmatched(_ run: String, _ ways: [String]) -> [String] {
    ways.isEmpty
      ? []
      : "only in \(run): \(ways.joined(separator: "; "))".wrapped(
        to: ComparisonTable.width, indent: "  ")
  }

  private static func warning(_ text: String) -> [String] {
    "warning: \(text)".wrapped(to: ComparisonTable.width, indent: "  ")
  }

  // MARK: Tables

  private func lines(of blockSet: String) -> [String] {
    let differences = comparison.differences.filter { $0.way.blockSet == blockSet }
    let metrics = differences.map(\.metric.name).distinct.map { name in
      differences.filter { $0.metric.name == name }
    }
    let same = metrics.filter { $0.allSatisfy(\.isEqualEverywhere) }.compactMap(
      \.first?.metric.title)
    var lines: [String] = []
    if !same.isEmpty {
      lines +=
        "the same on all blocks, in all ways of running them: \(same.joined(separator: "; "))"
        .wrapped(to: ComparisonTable.width, indent: "  ")
    }
    for differences in metrics where !differences.allSatisfy(\.isEqualEverywhere) {
      guard let metric = differences.first?.metric else { continue }
      for statistic in metric.statistics {
        lines += table(of: differences.filter { $0.statistic == statistic }, metric, statistic)
      }
    }
    return lines
  }

  private func table(
    of differences: [MetricDifference], _ metric: Metric, _ statistic: Statistic
  ) -> [String] {
    let text = MetricText(metric.unit)
    let shown = differences.withoutRepetitions
    let ways = shown.map(\.way)
    let comparesWorkers = Set(ways.map(\.workers)).count > 1
    let level = NumberText.decimal(comparison.confidence.share * 100, places: 0)
    var table = TextTable(
      columns: [.init("strategy", alignment: .left)]
        + (comparesWorkers ? [.init("workers")] : []) + [
          .init(columns.old), .init(columns.new), .init("difference"),
          .init("\(level) % interval"), .init("↑/↓/="), .init("verdict", alignment: .left),
        ])
    var notes: [String] = []
    for difference in shown {
      let name = WayName.text(difference.way, label: difference.label, among: ways)
      let workers = comparesWorkers ? ["\(difference.way.workers)"] : []
      notes += difference.notes.map {
        "  " + ([name] + workers).joined(separator: ", ") + ": " + $0
      }
      guard let paired = difference.paired else { continue }
      table.add(
        [name] + workers + [
          text.value(paired.second), text.value(paired.first),
          text.difference(paired.difference), text.interval(paired.interval),
          "\(paired.higher)/\(paired.lower)/\(paired.equal)",
          difference.verdict?.rawValue ?? NumberText.none,
        ])
    }
    let unit = text.unit.map { ", " + $0 } ?? ""
    let title = metric.unit == .share ? metric.title : "\(statistic.rawValue) \(metric.title)"
    return ["", "\(title)\(unit); \(metric.direction.rawValue)"]
      + (table.rows.isEmpty ? [] : table.lines(width: ComparisonTable.width)) + notes
  }
}

extension MetricDifference {
  /// Whether no pair of blocks differs, and none is without its pair.
  fileprivate var isEqualEverywhere: Bool {
    unpairedBlocks == 0 && paired.map { $0.equal == $0.pairs } ?? false
  }

  /// What the numbers alone do not say.
  fileprivate var notes: [String] {
    var notes: [String] = []
    if unpairedBlocks > 0 {
      notes.append(
        "\(NumberText.count(unpairedBlocks, "block")) left out that only one side has a value of")
    }
    guard let paired else { return notes }
    let fewest = paired.confidence.fewestPairs
    if paired.pairs < fewest {
      notes.append(
        "\(NumberText.count(paired.pairs, "block")) cannot show a difference; \(fewest) could")
    } else if let interval = paired.interval, !interval.contains(0),
      paired.higher + paired.lower < fewest
    {
      notes.append(
        "\(NumberText.count(paired.higher + paired.lower, "differing block")) cannot show a"
          + " difference; \(fewest) could")
    }
    return notes
  }
}

extension [MetricDifference] {
  /// Without those that say of other workers or stores what was said already: of all but times
  /// every way of running a strategy says the same.
  fileprivate var withoutRepetitions: [MetricDifference] {
    var shown: [MetricDifference] = []
    for difference in self {
      let isSaid = shown.contains {
        $0.label == difference.label && !difference.metric.isTime
          && $0.paired == difference.paired && $0.unpairedBlocks == difference.unpairedBlocks
      }
      if !isSaid { shown.append(difference) }
    }
    return shown
  }
}
