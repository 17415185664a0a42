import Execution
import Records
import Scheduling

extension EdgeCounts {
  /// Counts edges by kind.
  init(_ edges: [ConflictCause]) {
    self.init()
    writeWrite = edges.count { $0.kind == .writeWrite }
    readAfterWrite = edges.count { $0.kind == .readAfterWrite }
    sameSender = edges.count { $0.kind == .sameSender }
  }
}

extension ParallelismBounds {
  /// What the dependencies of a block allow.
  init(_ truth: BlockTruth) {
    self.init()
    let components = truth.dependencies.components
    dependencies = EdgeCounts(truth.dependencies.edges)
    componentParallelism = components.countParallelism
    componentGasParallelism = components.gasParallelism(gas: truth.gas)
    spanParallelism = truth.dependencies.spanParallelism(truth.gas)
    transactionBound =
      Grouping.singletons(truth.gas.count).gasParallelism(gas: truth.gas)
  }
}

/// One executed attempt compared with the truth.
struct AttemptTruth {
  private let attempt: AttemptRecord
  private let truth: BlockTruth
  private let assessment: GroupingAssessment
  private let missed: [(edge: ConflictCause, effect: MissedEffect)]

  /// - Returns: `nil` for an attempt whose plan was rejected.
  init?(_ attempt: AttemptRecord, truth: BlockTruth) {
    guard let grouping = attempt.grouping else { return nil }
    self.attempt = attempt
    self.truth = truth
    assessment = GroupingAssessment(grouping, against: truth.dependencies)
    let effects = attempt.effects(of: assessment.missedEdges)
    missed = zip(assessment.missedEdges, effects).map { ($0, $1) }
  }

  /// Fills in what the attempt's row says of edges.
  func describe(in row: inout AttemptRow) {
    row.edges.trueEdges = EdgeCounts(assessment.trueEdges)
    row.edges.falseEdges = EdgeCounts(assessment.falseEdges)
    row.edges.unexplainedFalseEdges = assessment.unexplainedFalseEdges
    row.edges.missedHarmful = EdgeCounts(edges(.harmful))
    row.edges.missedBenign = EdgeCounts(edges(.benign))
    row.edges.missedUnknown = EdgeCounts(edges(.unknown))
    guard let edge = attempt.divergence?.missedEdge else { return }
    row.missedEdgeExcludedBy = truth.view.gap(for: edge).rawValue
    guard let site = truth.site(of: edge) else { return }
    row.missedEdgeCallDepth = site.callDepth
    row.missedEdgeOpcode = site.opcode
  }

  /// The rows of the edges in which the grouping differs from the truth.
  func conflicts(_ identity: RowIdentity, attempt number: Int) -> [ConflictRow] {
    func row(_ edge: ConflictCause, _ classification: String) -> ConflictRow {
      var row = ConflictRow()
      row.identity = identity
      row.attempt = number
      row.classification = classification
      row.edge = truth.recorded(edge)
      return row
    }
    return assessment.falseEdges.map { row($0, "false") }
      + missed.map { edge, effect in
        var row = row(edge, effect.rawValue)
        row.excludedBy = truth.view.gap(for: edge).rawValue
        return row
      }
  }

  private func edges(_ effect: MissedEffect) -> [ConflictCause] {
    missed.filter { $0.effect == effect }.map(\.edge)
  }
}

extension BlockTruth {
  /// The virtual times of a run; none where no attempt was executed.
  func makespans(of run: BlockRun, identity: RowIdentity) -> [MakespanRow] {
    let executed = run.attempts.filter { $0.grouping != nil }
    guard !executed.isEmpty else { return [] }
    return MakespanRow.virtualWorkers.enumerated().map { place, workers in
      var row = MakespanRow()
      row.identity = identity
      row.virtualWorkers = workers
      let bound = bound(place)
      row.boundMakespanGas = bound.gas
      row.boundMakespan = bound.time
      func makespan(_ weights: [UInt64]) -> UInt64 {
        executed.reduce(0) { $0 + ($1.grouping?.makespan(weights: weights, workers: workers) ?? 0) }
      }
      let needed = makespan(gas)
      row.makespanGas = needed
      row.efficiency = needed == 0 ? nil : Double(bound.gas) / Double(needed)
      // Merkleization has no gas; that of the accepted attempt is no waste.
      let wasted = executed.reduce(0) { $0 + ($1.isAccepted ? 0 : $1.timings.merkleNanoseconds) }
      row.makespan = times.map { makespan($0) + wasted }
      return row
    }
  }
}
