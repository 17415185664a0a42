import Records

/// How the strategies' own groupings compare with the true dependencies of the blocks, and how far
/// they are from what these allow.
struct TruthTable {
  /// The numbers of virtual workers that there is room for.
  private static let workers = [2, 8, 64]

  private let rows: [(name: String, summary: SummaryRow)]

  /// - Parameter rows: Those of one block set, with their names.
  init(_ rows: [(name: String, summary: SummaryRow)]) { self.rows = rows }

  /// The lines of the table; none where nothing was compared.
  var lines: [String] {
    let compared = rows.filter { $0.summary.edges.trueEdges.sum != nil }
    guard !compared.isEmpty else { return [] }
    let showsUnknown = compared.contains { ($0.summary.edges.missedUnknown.sum ?? 0) > 0 }
    var columns = [TextTable.Column("strategy", alignment: .left)]
    columns += [.init("true"), .init("false"), .init("missed", "harmful"), .init("", "benign")]
    if showsUnknown { columns.append(.init("", "unknown")) }
    columns += Self.workers.enumerated().map {
      .init($0.offset == 0 ? "eff. %" : "", "\($0.element)")
    }
    var table = TextTable(columns: columns)
    for (name, summary) in compared {
      let edges = summary.edges
      var cells = [
        Self.text(edges.trueEdges),
        Self.text(edges.falseEdges) + Self.more(edges.unexplainedFalseEdges),
        Self.text(edges.missedHarmful), Self.text(edges.missedBenign),
      ]
      if showsUnknown { cells.append(Self.text(edges.missedUnknown)) }
      cells += Self.workers.map {
        NumberText.decimal(summary.efficiency[$0].map { $0 * 100 }, places: 0)
      }
      table.add([name] + cells)
    }
    let span = NumberText.decimal(compared.first?.summary.spanParallelismMedian, places: 2)
    return [
      "truth: edges of first attempts by kind (write-write/read-after-write/same-sender): kept, joined",
      "without need, missed; efficiency on 2, 8, 64 virtual workers, median; span parallelism \(span)",
    ] + table.lines(width: ComparisonTable.width)
  }

  private static func text(_ counts: EdgeCounts) -> String {
    guard let writeWrite = counts.writeWrite, let readAfterWrite = counts.readAfterWrite,
      let sameSender = counts.sameSender
    else { return NumberText.none }
    return writeWrite + readAfterWrite + sameSender == 0
      ? "0" : "\(writeWrite)/\(readAfterWrite)/\(sameSender)"
  }

  /// Joins of a strategy that does not say why it joins.
  private static func more(_ unexplained: Int?) -> String {
    unexplained.map { $0 == 0 ? "" : " +\($0)" } ?? ""
  }
}
