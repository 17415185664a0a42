/// Blob gas and its fee (EIP-4844, with the changes of EIP-7691 and EIP-7918).
package enum BlobGas {
  /// Blob gas of one blob.
  package static let perBlob: UInt64 = 131_072
  /// Execution gas that one blob's carriage is held to cost (EIP-7918).
  package static let baseCost: UInt64 = 8192
  /// The least fee for a unit of blob gas, in wei.
  package static let minimumBaseFee: UInt256 = 1

  /// The fee for a unit of blob gas when this much excess has accumulated.
  package static func baseFee(excess: UInt64, schedule: BlobSchedule) -> UInt256 {
    fakeExponential(
      factor: minimumBaseFee, numerator: excess, denominator: schedule.baseFeeUpdateFraction)
  }

  /// The excess of a block after one with this excess, use and base fee.
  ///
  /// - Parameters:
  ///   - schedule: Parameters of the child's fork, which holds for the parent's figures too.
  ///   - isReservePriced: Whether the child's fork bounds the blob fee by the cost of execution
  ///     (EIP-7918, Osaka).
  package static func nextExcess(
    parentExcess: UInt64, parentUsed: UInt64, parentBaseFee: UInt256, schedule: BlobSchedule,
    isReservePriced: Bool
  ) -> UInt64 {
    let total = parentExcess.addingSaturated(parentUsed)
    let target = schedule.target.multipliedSaturated(by: perBlob)
    if total < target { return 0 }
    if isReservePriced, schedule.max > schedule.target,
      isBelowReserve(excess: parentExcess, baseFee: parentBaseFee, schedule: schedule)
    {
      // Below the reserve price the excess grows without being reduced by the target.
      let share = parentUsed.multipliedFullWidth(by: schedule.max - schedule.target)
      return parentExcess.addingSaturated(schedule.max.dividingFullWidth(share).quotient)
    }
    return total - target
  }

  /// Whether a blob costs less than the execution gas its carriage is held to cost (EIP-7918).
  private static func isBelowReserve(
    excess: UInt64, baseFee: UInt256, schedule: BlobSchedule
  ) -> Bool {
    let reserve = baseFee.multipliedReportingOverflow(by: UInt256(baseCost))
    let price = Self.baseFee(excess: excess, schedule: schedule)
      .multipliedReportingOverflow(by: UInt256(perBlob))
    if price.overflow { return false }
    return reserve.overflow || reserve.partialValue > price.partialValue
  }

  /// Approximates factor · e^(numerator ÷ denominator) by its Taylor series, as EIP-4844 spells it.
  ///
  /// Saturates where a term leaves 256 bits: such a fee exceeds all ether many times over.
  package static func fakeExponential(
    factor: UInt256, numerator: UInt64, denominator: UInt64
  ) -> UInt256 {
    let numerator = UInt256(numerator)
    let denominator = UInt256(denominator)
    var output = UInt256.zero
    var (term, isTooLarge) = factor.multipliedReportingOverflow(by: denominator)
    var divisor = denominator
    while !isTooLarge, !term.isZero {
      (output, isTooLarge) = output.addingReportingOverflow(term)
      if isTooLarge { break }
      (term, isTooLarge) = term.multipliedReportingOverflow(by: numerator)
      term = term.dividedBy(divisor)
      divisor = divisor &+ denominator
    }
    return isTooLarge ? .max : output.dividedBy(denominator)
  }
}

extension UInt64 {
  /// The sum, or the greatest value if it does not fit.
  fileprivate func addingSaturated(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// The product, or the greatest value if it does not fit.
  fileprivate func multipliedSaturated(by other: UInt64) -> UInt64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}

extension BlockHeader {
  /// The excess blob gas that a child of this block must have under `fork`.
  ///
  /// A header without blob fields precedes Cancun and counts as zero.
  package func nextExcessBlobGas(fork: Fork, schedule: BlobSchedule) -> UInt64 {
    BlobGas.nextExcess(
      parentExcess: excessBlobGas ?? 0, parentUsed: blobGasUsed ?? 0,
      parentBaseFee: baseFeePerGas ?? .zero, schedule: schedule, isReservePriced: fork >= .osaka)
  }

  /// The fee for a unit of blob gas in this block, or `nil` before blobs existed.
  package func blobBaseFee(schedule: BlobSchedule) -> UInt256? {
    excessBlobGas.map { BlobGas.baseFee(excess: $0, schedule: schedule) }
  }
}
