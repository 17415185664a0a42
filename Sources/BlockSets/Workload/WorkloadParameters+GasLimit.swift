extension WorkloadParameters {
  /// The gas limit of every block: the given one; else 60 million, or more where the gas limits of
  /// the transactions might fill more than half of it. Then a block never uses more than its target
  /// (EIP-1559), so that the base fee never rises, however long the chain.
  package var gasLimit: UInt64 {
    if let blockGasLimit { return blockGasLimit }
    return max(60_000_000, 2 * greatestGas)
  }

  /// Whether a block may use more than half its gas limit, so that the base fee rises.
  package var mayRaiseBaseFee: Bool { 2 * greatestGas > gasLimit }

  /// No block's transactions have a greater sum of gas limits.
  private var greatestGas: UInt64 {
    let limits = mix.kinds.map { $0.gasLimit(under: self) }
    let all = UInt64(transactions) * (limits.max() ?? 0)
    guard let gasTarget else { return all }
    // Before its last transaction the block has not reached its target.
    let ratios = mix.kinds.map {
      ($0.gasLimit(under: self) + $0.typicalGas(under: self) - 1) / $0.typicalGas(under: self)
    }
    return min(all, gasTarget * (ratios.max() ?? 1) + (limits.max() ?? 0))
  }
}
