import Scheduling

/// Why two transactions share a group, or why they are apart.
struct PairExplanation {
  /// What the grouping made of the two.
  enum Relation: String {
    /// A chain of true dependencies joins them in their group.
    case needed = "joined-by-need"
    /// Unions that no dependency asks for join them.
    case needless = "joined-without-need"
    /// They share a group, and the strategy did not say why.
    case unexplained = "joined-without-reason"
    /// They are in different groups, though a chain of dependencies joins them.
    case missed = "apart-though-dependent"
    /// Nothing joins them.
    case independent = "apart-and-independent"
  }

  let relation: Relation
  /// The chain between them; empty where nothing joins them or nobody knows.
  let chain: [ConflictCause]

  init(_ first: TransactionIndex, _ second: TransactionIndex, in block: ExplainedBlock) {
    let group = Set(block.grouping.groups[block.group(of: first)])
    func chain(_ edges: [ConflictCause]) -> [ConflictCause]? {
      ConflictPath(
        from: first, to: second, along: edges, transactionCount: block.transactions.count
      )?.edges
    }
    func inside(_ edges: [ConflictCause]) -> [ConflictCause] {
      edges.filter { group.contains($0.first) && group.contains($0.second) }
    }
    let needed = block.dependencies.edges
    if group.contains(second) {
      if let chain = chain(inside(needed)) ?? chain(needed) {
        (relation, self.chain) = (.needed, chain)
      } else if let chain = chain(inside(needed + block.falseEdges))
        ?? chain(needed + block.falseEdges)
      {
        (relation, self.chain) = (.needless, chain)
      } else {
        (relation, self.chain) = (.unexplained, [])
      }
    } else if let chain = chain(needed) {
      (relation, self.chain) = (.missed, chain)
    } else {
      (relation, self.chain) = (.independent, [])
    }
  }
}
