/// A number of edges by kind.
package struct EdgeCounts: Equatable, Sendable {
  package var writeWrite: Int?
  package var readAfterWrite: Int?
  package var sameSender: Int?

  package init() {}

  /// The edges of all kinds; `nil` if none was counted.
  package var sum: Int? {
    guard let writeWrite, let readAfterWrite, let sameSender else { return nil }
    return writeWrite + readAfterWrite + sameSender
  }

  /// Adds the counts of another attempt.
  package static func += (total: inout EdgeCounts, counts: EdgeCounts) {
    total.writeWrite = added(total.writeWrite, counts.writeWrite)
    total.readAfterWrite = added(total.readAfterWrite, counts.readAfterWrite)
    total.sameSender = added(total.sameSender, counts.sameSender)
  }
}

/// The sum of counts of which either may be absent.
private func added(_ first: Int?, _ second: Int?) -> Int? {
  first.map { $0 + (second ?? 0) } ?? second
}

extension EdgeCounts {
  /// - Parameters:
  ///   - name: What the columns' names begin with.
  ///   - edges: What is counted, as a noun in the plural that the kind comes before.
  static func columns<Row>(
    of path: any WritableKeyPath<Row, EdgeCounts> & Sendable, name: String, edges: String
  ) -> [Column<Row>] {
    let columns: [Column<EdgeCounts>] = [
      Column(
        "\(name)_write_write", \.writeWrite, unit: .edges, "Number of write-write \(edges)."),
      Column(
        "\(name)_read_after_write", \.readAfterWrite, unit: .edges,
        "Number of read-after-write \(edges)."),
      Column(
        "\(name)_same_sender", \.sameSender, unit: .edges, "Number of same-sender \(edges)."),
    ]
    return columns.map { Column($0, within: path) }
  }
}

/// The edges of a grouping against the true dependencies of its block.
package struct EdgeAssessment: Equatable, Sendable {
  /// Dependencies inside groups.
  package var trueEdges = EdgeCounts()
  /// Joins without need.
  package var falseEdges = EdgeCounts()
  package var unexplainedFalseEdges: Int?
  /// Dependencies between groups, by what they did.
  package var missedHarmful = EdgeCounts()
  package var missedBenign = EdgeCounts()
  package var missedUnknown = EdgeCounts()

  package init() {}

  /// Adds the edges of another attempt.
  package static func += (total: inout EdgeAssessment, edges: EdgeAssessment) {
    total.trueEdges += edges.trueEdges
    total.falseEdges += edges.falseEdges
    total.unexplainedFalseEdges = added(
      total.unexplainedFalseEdges, edges.unexplainedFalseEdges)
    total.missedHarmful += edges.missedHarmful
    total.missedBenign += edges.missedBenign
    total.missedUnknown += edges.missedUnknown
  }
}

extension EdgeAssessment {
  /// - Parameter attempts: Which attempts are counted together, where not one alone is.
  static func columns<Row>(
    of path: any WritableKeyPath<Row, EdgeAssessment> & Sendable, over attempts: String? = nil
  ) -> [Column<Row>] {
    let all = attempts.map { "; all of \($0)" } ?? ""
    let columns =
      EdgeCounts.columns(
        of: \EdgeAssessment.trueEdges, name: "true_edges",
        edges: "dependencies of the reference run inside groups" + all)
      + EdgeCounts.columns(
        of: \.falseEdges, name: "false_edges",
        edges: "unions of the strategy that joined what no dependency joins" + all)
      + [
        Column(
          "false_edges_unexplained", \.unexplainedFalseEdges, unit: .edges,
          "Number of further joins without need, of a strategy that does not say why it joins:"
            + " components of the dependencies that a group holds, less one, over all groups\(all)."
        )
      ]
      + EdgeCounts.columns(
        of: \.missedHarmful, name: "missed_harmful",
        edges: "dependencies between groups whose later transaction saw another value and came to"
          + " another outcome than in the reference run" + all)
      + EdgeCounts.columns(
        of: \.missedBenign, name: "missed_benign",
        edges: "dependencies between groups that changed no outcome" + all)
      + EdgeCounts.columns(
        of: \.missedUnknown, name: "missed_unknown",
        edges: "dependencies between groups whose later transaction was not executed" + all)
    return columns.map { Column($0, within: path) }
  }
}
