extension WorkloadParameters {
  /// The gas limit of every block: 60 million, or more where the gas limits of the transactions
  /// might fill more than half of it. A block never uses more than its target (EIP-1559), so that
  /// the base fee never rises, however long the chain.
  package var gasLimit: UInt64 {
    let kinds = WorkloadKind.allCases.filter { mix[$0] > 0 }
    let greatest = kinds.map(\.gasLimit).max() ?? 0
    return max(60_000_000, 2 * UInt64(transactions) * greatest)
  }
}
