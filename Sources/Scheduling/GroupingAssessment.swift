/// A grouping compared with the dependencies that it should keep.
///
/// - *true*: a dependency inside a group;
/// - *false*: a join without need. A group that holds *c* components of the dependencies was
///   joined *c* − 1 times without need; which unions did it is known where the grouping comes from
///   a `ConflictGraph`;
/// - *missed*: a dependency between two groups.
public struct GroupingAssessment: Sendable {
  /// The dependencies inside groups.
  public let trueEdges: [ConflictCause]
  /// The unions that joined what no dependency joins.
  public let falseEdges: [ConflictCause]
  /// Further joins without need, of which the grouping does not say why they were made.
  public let unexplainedFalseEdges: Int
  /// The dependencies between groups.
  public let missedEdges: [ConflictCause]

  /// Compares a grouping with the dependencies of its block.
  ///
  /// - Precondition: Both are of equally many transactions.
  public init(_ grouping: Grouping, against dependencies: BlockDependencies) {
    let count = grouping.transactionCount
    precondition(count == dependencies.transactionCount, "a grouping of another block")
    var groupNumbers = Array(repeating: 0, count: count)
    for (number, group) in grouping.groups.enumerated() {
      for transaction in group { groupNumbers[transaction.rawValue] = number }
    }
    func isKept(_ edge: ConflictCause) -> Bool {
      groupNumbers[edge.first.rawValue] == groupNumbers[edge.second.rawValue]
    }
    trueEdges = dependencies.edges.filter(isKept)
    missedEdges = dependencies.edges.filter { !isKept($0) }
    var components = DisjointSets(count: count)
    for edge in dependencies.edges {
      _ = components.unite(edge.first.rawValue, edge.second.rawValue)
    }
    // What one component has in a group is joined first, so that a union is only blamed for what
    // it joined without need.
    var joined = DisjointSets(count: count)
    var joins = 0
    for group in grouping.groups {
      var members: [Int: Int] = [:]
      for transaction in group.lazy.map(\.rawValue) {
        let component = components.representative(of: transaction)
        if let first = members[component] {
          _ = joined.unite(first, transaction)
        } else {
          members[component] = transaction
        }
      }
      joins += members.count - 1
    }
    falseEdges = grouping.causes.filter { joined.unite($0.first.rawValue, $0.second.rawValue) }
    unexplainedFalseEdges = max(0, joins - falseEdges.count)
  }
}
