/// The bounds within which a block's gas limit may move.
package enum GasLimit {
  /// A limit moves by less than its parent's ÷ this.
  package static let adjustmentFactor: UInt64 = 1024
  /// No limit is lower.
  package static let minimum: UInt64 = 5000
  /// No limit is higher (EIP-1985).
  package static let maximum = UInt64(Int64.max)

  /// Whether a block may have this gas limit after one with `parentGasLimit`.
  package static func isValid(_ gasLimit: UInt64, parentGasLimit: UInt64) -> Bool {
    let step = parentGasLimit / adjustmentFactor
    let distance =
      gasLimit > parentGasLimit ? gasLimit - parentGasLimit : parentGasLimit - gasLimit
    return distance < step && (minimum...maximum).contains(gasLimit)
  }
}

extension BlockHeader {
  /// Whether a child of this block may have this gas limit.
  ///
  /// - Parameter childHasBaseFee: EIP-1559 measures London's first block against twice its
  ///   parent's limit, so that the gas target stays where the limit was.
  package func allowsChildGasLimit(_ gasLimit: UInt64, childHasBaseFee: Bool) -> Bool {
    guard childHasBaseFee, baseFeePerGas == nil else {
      return GasLimit.isValid(gasLimit, parentGasLimit: self.gasLimit)
    }
    let (doubled, overflow) = self.gasLimit.multipliedReportingOverflow(
      by: BaseFee.elasticityMultiplier)
    return !overflow && GasLimit.isValid(gasLimit, parentGasLimit: doubled)
  }
}
