/// The size and balance of a grouping.
package struct GroupingShape: Equatable, Sendable {
  /// The number of groups.
  package var groupCount: Int?
  /// The number of transactions in the largest group.
  package var largestGroup: Int?
  /// Transactions / transactions of the largest group.
  package var countParallelism: Double?
  /// Gas / gas of the heaviest group.
  package var gasParallelism: Double?

  package init() {}
}

extension GroupingShape {
  static func columns<Row>(
    of path: any WritableKeyPath<Row, GroupingShape> & Sendable, run: String
  ) -> [Column<Row>] {
    let columns: [Column<GroupingShape>] = [
      Column(
        "group_count", \.groupCount, unit: .groups, "Number of groups in the grouping of \(run)."),
      Column(
        "largest_group_transactions", \.largestGroup, unit: .transactions,
        "Number of transactions in the largest group of \(run)."),
      Column(
        "count_parallelism", \.countParallelism, unit: .ratio,
        "Transactions of the block / transactions of the largest group of \(run)."),
      Column(
        "gas_parallelism", \.gasParallelism, unit: .ratio,
        "Gas of the block's transactions / gas of the heaviest group of \(run)."),
    ]
    return columns.map { Column($0, within: path) }
  }
}
