extension Grouping {
  /// The transactions in the largest group; 0 for an empty block.
  public var largestGroupTransactions: Int {
    groups.map(\.count).max() ?? 0
  }

  /// Transactions / transactions in the largest group; 1 for an empty block.
  public var countParallelism: Double {
    transactionCount == 0 ? 1 : Double(transactionCount) / Double(largestGroupTransactions)
  }

  /// Σ gas / gas of the heaviest group; 1 for a block that uses none.
  ///
  /// - Parameter gas: Gas used by each transaction.
  /// - Precondition: One figure a transaction, with a sum that fits.
  public func gasParallelism(gas: [UInt64]) -> Double {
    precondition(gas.count == transactionCount, "\(gas.count) gas figures")
    let weights = groups.map { group in group.reduce(0) { $0 + gas[$1.rawValue] } }
    guard let heaviest = weights.max(), heaviest > 0 else { return 1 }
    return Double(weights.reduce(0, +)) / Double(heaviest)
  }
}
