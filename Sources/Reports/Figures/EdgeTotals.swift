import Records

/// The edges of many groupings against the true dependencies, summed up.
struct EdgeTotals: Sendable {
  /// What an edge of a grouping is, against the truth.
  enum Standing: String, CaseIterable, Sendable {
    case kept = "true"
    case needless = "false"
    case harmful = "missed, harmful"
    case benign = "missed, benign"
    case unknown = "missed, not executed"
  }

  private(set) var counts: [Standing: (writeWrite: Int, readAfterWrite: Int, sameSender: Int)] = [:]
  /// Joins without need, of which the strategy does not say why.
  private(set) var unexplained = 0

  /// Adds the edges of one attempt.
  mutating func add(_ edges: EdgeAssessment) {
    add(edges.trueEdges, .kept)
    add(edges.falseEdges, .needless)
    add(edges.missedHarmful, .harmful)
    add(edges.missedBenign, .benign)
    add(edges.missedUnknown, .unknown)
    unexplained += edges.unexplainedFalseEdges ?? 0
  }

  /// All edges of a standing.
  func total(_ standing: Standing) -> Int {
    let kinds = counts[standing] ?? (0, 0, 0)
    return kinds.writeWrite + kinds.readAfterWrite + kinds.sameSender
  }

  private mutating func add(_ edges: EdgeCounts, _ standing: Standing) {
    var kinds = counts[standing] ?? (0, 0, 0)
    kinds.writeWrite += edges.writeWrite ?? 0
    kinds.readAfterWrite += edges.readAfterWrite ?? 0
    kinds.sameSender += edges.sameSender ?? 0
    counts[standing] = kinds
  }
}
