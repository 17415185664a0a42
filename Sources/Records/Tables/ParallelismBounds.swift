/// What the true dependencies of a block allow, whatever the scheduler.
package struct ParallelismBounds: Equatable, Sendable {
  /// The dependencies by kind.
  package var dependencies = EdgeCounts()
  /// The finest grouping that misses no dependency.
  package var componentParallelism: Double?
  package var componentGasParallelism: Double?
  /// Gas / gas on the longest path of dependencies.
  package var spanParallelism: Double?
  /// Gas / gas of the heaviest transaction.
  package var transactionBound: Double?

  package init() {}
}

extension ParallelismBounds {
  static func columns<Row>(
    of path: any WritableKeyPath<Row, ParallelismBounds> & Sendable
  ) -> [Column<Row>] {
    let columns =
      EdgeCounts.columns(
        of: \ParallelismBounds.dependencies, name: "dependencies",
        edges: "dependencies of the reference run: on the last writer of what a transaction reads"
          + " or writes, and on the previous transaction of its sender")
      + [
        Column(
          "component_count_parallelism", \.componentParallelism, unit: .ratio,
          "Transactions / transactions of the largest component of the dependencies."),
        Column(
          "component_gas_parallelism", \.componentGasParallelism, unit: .ratio,
          "Gas of the transactions / gas of the heaviest component of the dependencies."),
        Column(
          "span_parallelism", \.spanParallelism, unit: .ratio,
          "Gas of the transactions / gas on the longest path of dependencies: what any scheduler"
            + " that keeps them could reach."),
        Column(
          "transaction_bound", \.transactionBound, unit: .ratio,
          "Gas of the transactions / gas of the heaviest one: what execution from the access list's"
            + " values could reach."),
      ]
    return columns.map { Column($0, within: path) }
  }
}
