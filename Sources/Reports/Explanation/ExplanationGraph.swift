import Records
import Scheduling

/// The transactions and edges that a drawing shows.
struct ExplanationGraph {
  /// What the grouping made of the edges between two transactions; the worst counts.
  enum Standing: Int, Comparable {
    case kept, needless, missed, harmful

    static func < (a: Standing, b: Standing) -> Bool { a.rawValue < b.rawValue }
  }

  /// All edges between two transactions.
  struct Link {
    let first: Int
    let second: Int
    let standing: Standing
    let edges: [ConflictCause]
  }

  /// Groups of several transactions, the largest first, then those that stand alone.
  let groups: [(number: Int, transactions: [Int])]
  let alone: [Int]
  let links: [Link]

  /// - Parameter pair: If two transactions are given, only the chain between them is shown.
  init(_ block: ExplainedBlock, pair: [TransactionIndex]) {
    var standings: [(edge: ConflictCause, standing: Standing)] =
      block.falseEdges.map { ($0, .needless) }
    let effects = Dictionary(
      block.missedEdges.map { ($0.edge, $0.effect) }, uniquingKeysWith: { first, _ in first })
    for edge in block.dependencies.edges {
      let effect = effects[edge]
      standings.append(
        (edge, effect == nil ? .kept : effect == "missed-harmful" ? .harmful : .missed))
    }
    var shown = Set(block.transactions.indices)
    if pair.count == 2 {
      let chain = PairExplanation(pair[0], pair[1], in: block).chain
      shown = Set(chain.flatMap { [$0.first.rawValue, $0.second.rawValue] } + pair.map(\.rawValue))
    } else if let only = pair.first {
      let near = standings.map(\.edge).filter { $0.first == only || $0.second == only }
      shown = Set(near.flatMap { [$0.first.rawValue, $0.second.rawValue] } + [only.rawValue])
    }
    let groups = block.grouping.groups.enumerated().map { number, group in
      (number: number, transactions: group.map(\.rawValue).filter(shown.contains))
    }
    self.groups = groups.filter { $0.transactions.count > 1 }.sorted {
      ($1.transactions.count, $0.number) < ($0.transactions.count, $1.number)
    }
    alone = groups.filter { $0.transactions.count == 1 }.flatMap(\.transactions).sorted()
    let visible = standings.filter {
      shown.contains($0.edge.first.rawValue) && shown.contains($0.edge.second.rawValue)
    }
    links = Dictionary(grouping: visible) { [$0.edge.first.rawValue, $0.edge.second.rawValue] }
      .map { ends, edges in
        Link(
          first: ends[0], second: ends[1], standing: edges.map(\.standing).max() ?? .kept,
          edges: edges.map(\.edge))
      }
      .sorted { ($0.second, $0.first) < ($1.second, $1.first) }
  }
}
