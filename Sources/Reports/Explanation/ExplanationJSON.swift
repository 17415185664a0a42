import Records
import Scheduling

/// An explanation for programs.
package struct ExplanationJSON: Encodable {
  private struct Edge: Encodable {
    let kind: String
    let resource: String
    let label: String?
    let first: Int
    let second: Int
    var classification: String?

    init(_ edge: ConflictCause, of block: ExplainedBlock, _ classification: String? = nil) {
      kind = edge.kind.rawValue
      resource = "\(edge.resource)"
      label = block.label(of: edge.resource)
      first = edge.first.rawValue
      second = edge.second.rawValue
      self.classification = classification
    }
  }

  private struct Heat: Encodable {
    let resource: String
    let label: String?
    let edges: Int
    let transactions: Int
  }

  private struct Split: Encodable {
    let resource: String
    let label: String?
    let largestComponent: Int
    let countParallelism: Double
    let gasParallelism: Double
    let spanParallelism: Double
  }

  private struct Pair: Encodable {
    let first: Int
    let second: Int
    let relation: String
    let chain: [Edge]
  }

  private struct Attempt: Encodable {
    let attempt: Int
    let tier: Int
    let strategy: String
    let outcome: String
    let trigger: String?
    let differingTransaction: Int?
    let differingResource: String?
    let missedEdgeFrom: Int?
    let missedEdgeTo: Int?
    let missedEdgeResource: String?
    let missedEdgeCallDepth: Int?
    let missedEdgeOpcode: String?
    let missedEdgeExcludedBy: String?
  }

  private let blockSet: String
  private let blockNumber: UInt64
  private let chain: String
  private let strategy: String
  private let attempts: [Attempt]
  private let explainedAttempt: Int
  private let groups: [[Int]]
  private let components: [[Int]]
  private let dependencies: [Edge]
  private let differences: [Edge]
  private let hottestResources: [Heat]
  private let splits: [Split]
  private let pair: Pair?

  /// - Parameter pair: The transactions to be explained: two, or it is left out.
  package init(_ block: ExplainedBlock, pair: [TransactionIndex]) {
    blockSet = block.block.identity.blockSet
    blockNumber = block.block.identity.blockNumber
    chain = block.block.identity.chain
    strategy = block.block.identity.label
    attempts = block.attempts.map { row in
      Attempt(
        attempt: row.attempt, tier: row.tier, strategy: row.tierStrategy,
        outcome: row.outcome.rawValue, trigger: row.trigger,
        differingTransaction: row.differingTransaction, differingResource: row.differingResource,
        missedEdgeFrom: row.missedEdgeFrom, missedEdgeTo: row.missedEdgeTo,
        missedEdgeResource: row.missedEdgeResource, missedEdgeCallDepth: row.missedEdgeCallDepth,
        missedEdgeOpcode: row.missedEdgeOpcode, missedEdgeExcludedBy: row.missedEdgeExcludedBy)
    }
    explainedAttempt = block.attempt.attempt
    groups = block.grouping.groups.map { $0.map(\.rawValue) }
    components = block.dependencies.components.groups.map { $0.map(\.rawValue) }
    dependencies = block.dependencies.edges.map { Edge($0, of: block) }
    differences =
      block.falseEdges.map { Edge($0, of: block, "false") }
      + block.missedEdges.map { Edge($0.edge, of: block, $0.effect) }
    hottestResources = ResourceHeat.all(in: block.dependencies).map {
      Heat(
        resource: "\($0.resource)", label: block.label(of: $0.resource), edges: $0.edges,
        transactions: $0.transactions)
    }
    splits = ResourceSplit.ofLargestComponent(of: block.dependencies, gas: block.gas).map {
      Split(
        resource: "\($0.resource)", label: block.label(of: $0.resource),
        largestComponent: $0.largestComponent, countParallelism: $0.countParallelism,
        gasParallelism: $0.gasParallelism, spanParallelism: $0.spanParallelism)
    }
    if pair.count == 2 {
      let explanation = PairExplanation(pair[0], pair[1], in: block)
      self.pair = Pair(
        first: pair[0].rawValue, second: pair[1].rawValue,
        relation: explanation.relation.rawValue,
        chain: explanation.chain.map { Edge($0, of: block) })
    } else {
      self.pair = nil
    }
  }

  /// The explanation as text.
  package func text() throws -> String { try JSONText.text(self) }
}
