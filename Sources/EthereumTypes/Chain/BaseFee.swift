/// The base fee of EIP-1559.
package enum BaseFee {
  /// The base fee of the first block with one.
  package static let initial: UInt256 = 1_000_000_000
  /// Gas limit ÷ gas target.
  package static let elasticityMultiplier: UInt64 = 2
  /// The fee moves by at most 1 ÷ this a block.
  package static let maxChangeDenominator: UInt64 = 8

  /// The base fee of the block after one with this limit, use and fee.
  ///
  /// Saturates for fees near 2²⁵⁶, which no real header reaches.
  package static func next(
    parentGasLimit: UInt64, parentGasUsed: UInt64, parentBaseFee: UInt256
  ) -> UInt256 {
    let target = parentGasLimit / elasticityMultiplier
    if parentGasUsed == target { return parentBaseFee }
    if parentGasUsed > target {
      let step = change(of: parentBaseFee, gasDelta: parentGasUsed - target, target: target)
      // EIP-1559: an overfull block raises the fee by at least 1 wei.
      return parentBaseFee.addingSaturated(max(step, .one))
    }
    return parentBaseFee
      - change(of: parentBaseFee, gasDelta: target - parentGasUsed, target: target)
  }

  private static func change(of fee: UInt256, gasDelta: UInt64, target: UInt64) -> UInt256 {
    let (product, overflow) = fee.multipliedReportingOverflow(by: UInt256(gasDelta))
    return (overflow ? .max : product)
      .dividedBy(UInt256(target))
      .dividedBy(UInt256(maxChangeDenominator))
  }
}

extension UInt256 {
  /// The sum, or the greatest value if it does not fit.
  fileprivate func addingSaturated(_ other: UInt256) -> UInt256 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

extension BlockHeader {
  /// The base fee that a child of this block must have.
  ///
  /// A header without one precedes London, whose first block starts at `BaseFee.initial`.
  package var nextBaseFeePerGas: UInt256 {
    guard let baseFeePerGas else { return BaseFee.initial }
    return BaseFee.next(
      parentGasLimit: gasLimit, parentGasUsed: gasUsed, parentBaseFee: baseFeePerGas)
  }
}
