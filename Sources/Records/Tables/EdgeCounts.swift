/// A number of edges by kind.
package struct EdgeCounts: Equatable, Sendable {
  package var writeWrite: Int?
  package var readAfterWrite: Int?
  package var sameSender: Int?

  package init() {}
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
}

extension EdgeAssessment {
  static func columns<Row>(
    of path: any WritableKeyPath<Row, EdgeAssessment> & Sendable
  ) -> [Column<Row>] {
    let columns =
      EdgeCounts.columns(
        of: \EdgeAssessment.trueEdges, name: "true_edges",
        edges: "dependencies of the reference run inside groups")
      + EdgeCounts.columns(
        of: \.falseEdges, name: "false_edges",
        edges: "unions of the strategy that joined what no dependency joins")
      + [
        Column(
          "false_edges_unexplained", \.unexplainedFalseEdges, unit: .edges,
          "Number of further joins without need, of a strategy that does not say why it joins:"
            + " components of the dependencies that a group holds, less one, over all groups.")
      ]
      + EdgeCounts.columns(
        of: \.missedHarmful, name: "missed_harmful",
        edges: "dependencies between groups whose later transaction saw another value and came to"
          + " another outcome than in the reference run")
      + EdgeCounts.columns(
        of: \.missedBenign, name: "missed_benign",
        edges: "dependencies between groups that changed no outcome")
      + EdgeCounts.columns(
        of: \.missedUnknown, name: "missed_unknown",
        edges: "dependencies between groups whose later transaction was not executed")
    return columns.map { Column($0, within: path) }
  }
}
