import Scheduling

/// How much of a block hangs on one resource.
struct ResourceHeat {
  let resource: Resource
  /// The true dependencies on it.
  let edges: Int
  /// The transactions that they join.
  let transactions: Int

  /// The resources of a block's dependencies, those of most edges first.
  static func all(in dependencies: BlockDependencies) -> [ResourceHeat] {
    Dictionary(grouping: dependencies.edges, by: \.resource).map { resource, edges in
      ResourceHeat(
        resource: resource, edges: edges.count,
        transactions: Set(edges.flatMap { [$0.first, $0.second] }).count)
    }.sorted {
      $0.edges == $1.edges ? $0.resource < $1.resource : $0.edges > $1.edges
    }
  }
}
