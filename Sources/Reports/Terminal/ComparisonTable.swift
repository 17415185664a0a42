import Records

/// The table that a run ends with: its strategies side by side, block set by block set.
package struct ComparisonTable: Sendable {
  /// The widest line.
  package static let width = 100

  private static let workersPerTable = 6
  private static let chainWidth = 16

  private static let legend = [
    "∥ transactions / largest group of the accepted attempt; gas ∥ the same for gas, median;",
    "1st % accepted at the first attempt, with a 95 % interval; tiers: blocks accepted at tier 0/1/…;",
    "rej. rejected plans; fallbacks with their main trigger; = ref: every outcome equals the reference",
  ]

  private let run: RecordedRun
  private let differences: DifferenceTable?

  /// The comparison of a recorded run.
  ///
  /// - Parameter differences: What is said of the differences between its strategies.
  package init(_ run: RecordedRun, differences: DifferenceTable? = nil) {
    self.run = run
    self.differences = differences
  }

  /// The lines of the comparison.
  package var lines: [String] {
    var lines = [run.manifest.experiment]
    if !run.manifest.question.isEmpty { lines[0] += ": " + run.manifest.question }
    for set in run.manifest.blockSets {
      lines.append("")
      if let absence = set.absence {
        lines += ["\(set.name): not there, left out (\(absence))"]
      } else {
        lines += self.lines(for: run.summary.filter { $0.blockSet == set.name }, name: set.name)
      }
    }
    if let warnings = differences?.warnings, !warnings.isEmpty {
      lines += [""] + warnings.flatMap { "warning: \($0)".wrapped(to: Self.width, indent: "  ") }
    }
    return lines
  }

  private func lines(for rows: [SummaryRow], name: String) -> [String] {
    // A store that could not be opened has no run.
    guard let first = rows.first(where: { $0.blocks > 0 }) ?? rows.first else {
      return ["\(name): no cell was recorded"]
    }
    // Everything but times is the same for every number of workers.
    let once = rows.filter { $0.workers == first.workers }
    let outcomes = run.outcomes(among: once, first: first)
    var lines = [heading(first, failed: rows.map(\.failed).max() ?? 0, name: name), ""]
    guard first.blocks > 0 else { return [lines[0]] + unsupported(in: name) }
    lines.insert(contentsOf: unsupported(in: name), at: 1)
    lines += widest { outcomeTable(outcomes, showsIntervals: $0) }
    lines += Self.legend
    if once.contains(where: { run.isHypothetical($0.label) }) {
      lines.append(
        "* hypothetical: needs \(RunManifest.StrategyInput.hypotheticalKnowledge), which no client"
          + " has in advance")
    }
    lines += [
      "",
      "times in ms, by workers: medians over blocks of the medians over repeats; 95 % intervals",
    ]
    let workers = rows.map(\.workers).distinct
    for start in stride(from: 0, to: workers.count, by: Self.workersPerTable) {
      let part = workers[start..<min(start + Self.workersPerTable, workers.count)]
      lines += widest { timeTable(rows, workers: Array(part), showsIntervals: $0) }
    }
    lines += ["", "worst block of each: most attempts, then least parallelism"]
    lines += worstTable(outcomes).lines(width: Self.width)
    let truth = TruthTable(outcomes.map { (self.name(of: $0, among: outcomes), $0) }).lines
    if !truth.isEmpty { lines += [""] + truth }
    if let own = differences?.lines(of: name), !own.isEmpty { lines += [""] + own }
    return lines
  }

  private func heading(_ row: SummaryRow, failed: Int, name: String) -> String {
    var parts = [
      NumberText.count(row.blocks, "block"), NumberText.count(row.transactions, "transaction"),
    ]
    if row.invalid > 0 { parts.append("\(row.invalid) invalid") }
    if row.unsupported > 0 { parts.append("\(row.unsupported) not supported by this build") }
    if failed > 0 { parts.append("\(failed) FAILED") }
    return "\(name): \(parts.joined(separator: ", "))"
  }

  /// Why blocks of a set were not run, the most frequent reason first.
  private func unsupported(in name: String) -> [String] {
    let incidents = run.manifest.unsupported.filter { $0.blockSet == name }
    return Dictionary(grouping: incidents, by: \.message)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { "  \($0.value.count) × \($0.key)".prefixed(to: Self.width) }
  }

  // MARK: Tables

  /// The lines of a table with intervals, or without where there is no room for them.
  private func widest(_ table: (_ showsIntervals: Bool) -> TextTable) -> [String] {
    let full = table(true)
    return (full.naturalWidth <= Self.width ? full : table(false)).lines(width: Self.width)
  }

  private func outcomeTable(_ rows: [SummaryRow], showsIntervals: Bool) -> TextTable {
    var table = TextTable(
      columns: [
        .init("strategy", alignment: .left), .init("∥ mean"), .init("∥ min"), .init("∥ max"),
        .init("gas ∥"), .init("1st %"),
      ] + (showsIntervals ? [.init("95 %", alignment: .left)] : []) + [
        .init("tiers"), .init("rej."), .init("fallbacks", alignment: .left),
        .init("= ref", alignment: .left),
      ])
    for row in rows {
      table.add(
        [
          name(of: row, among: rows), NumberText.decimal(row.countParallelismMean, places: 2),
          NumberText.decimal(row.countParallelismMin, places: 2),
          NumberText.decimal(row.countParallelismMax, places: 2),
          NumberText.decimal(row.gasParallelismMedian, places: 2),
          NumberText.percent(row.firstAttemptSuccess),
        ] + (showsIntervals ? [NumberText.range(row.firstAttemptSuccessInterval, 100, 0)] : []) + [
          row.acceptedByTier, "\(row.rejected)",
          row.mainTrigger.map { "\(row.fallbacks) \($0)" } ?? "\(row.fallbacks)",
          row.allMatchReference.map { $0 ? "yes" : "NO" } ?? NumberText.none,
        ])
    }
    return table
  }

  private func timeTable(
    _ rows: [SummaryRow], workers: [Int], showsIntervals: Bool
  ) -> TextTable {
    let once = rows.filter { $0.workers == workers.first }
    var columns = [TextTable.Column("strategy", alignment: .left)]
    for (position, count) in workers.enumerated() {
      columns.append(.init(position == 0 ? "exec" : "", "\(count)"))
    }
    let comparesStores = rows.contains { $0.store != rows.first?.store }
    let comparesMerkle = rows.contains {
      $0.stream != rows.first?.stream || $0.stateRootFromBal != rows.first?.stateRootFromBal
    }
    columns.append(.init("total", "\(workers.first ?? 1)"))
    if showsIntervals { columns.append(.init("95 %", alignment: .left)) }
    columns += [.init("worst", "\(workers.first ?? 1)"), .init("wasted", "in all")]
    if comparesStores { columns.append(.init("cold", "reads")) }
    if comparesMerkle { columns += [.init("merkle", "work"), .init("", "wait")] }
    var table = TextTable(columns: columns)
    for row in once {
      let times = workers.map { count in
        NumberText.milliseconds(
          rows.first {
            $0.workers == count && $0.way.onAnyWorkers == row.way.onAnyWorkers
          }?.medianExec)
      }
      table.add(
        [name(of: row, among: once)] + times + [NumberText.milliseconds(row.medianTotal)]
          + (showsIntervals ? [NumberText.range(row.medianTotalInterval, 1e-6, 2)] : []) + [
            NumberText.milliseconds(row.maxTotal), NumberText.milliseconds(row.wasted),
          ] + (comparesStores ? [row.coldReads.map(String.init) ?? NumberText.none] : [])
          + (comparesMerkle
            ? [
              NumberText.milliseconds(row.medianMerkle),
              NumberText.milliseconds(row.medianMerkleWait),
            ] : []))
    }
    return table
  }

  private func worstTable(_ rows: [SummaryRow]) -> TextTable {
    var table = TextTable(columns: [
      .init("strategy", alignment: .left), .init("block"), .init("∥"),
      .init("attempts"), .init("accepted as", alignment: .left),
      .init("first trigger", alignment: .left), .init("chain", alignment: .left),
    ])
    for row in rows {
      table.add([
        name(of: row, among: rows), row.worstBlockNumber.map(String.init) ?? NumberText.none,
        NumberText.decimal(row.worstCountParallelism, places: 2),
        row.worstAttempts.map(String.init) ?? NumberText.none,
        row.worstAcceptedStrategy ?? "not accepted", row.worstTrigger ?? NumberText.none,
        row.worstBlockChain?.suffixed(to: Self.chainWidth) ?? NumberText.none,
      ])
    }
    return table
  }

  // A strategy has several rows where the experiment compares ways of running it.
  private func name(of row: SummaryRow, among rows: [SummaryRow]) -> String {
    WayName.text(
      row.way, label: row.label + (run.isHypothetical(row.label) ? " *" : ""),
      among: rows.map(\.way))
  }
}

extension String {
  /// The text, cut at its end to a width.
  fileprivate func prefixed(to width: Int) -> String {
    count <= width ? self : prefix(width - 1) + "…"
  }

  /// The text, cut at its start to a width; the names of test cases differ at their ends.
  fileprivate func suffixed(to width: Int) -> String {
    count <= width ? self : "…" + suffix(width - 1)
  }
}
