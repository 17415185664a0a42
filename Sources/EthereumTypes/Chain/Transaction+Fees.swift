extension Transaction {
  /// What the sender pays the fee recipient for a unit of gas in a block with this base fee, or
  /// `nil` if the transaction does not even pay the base fee.
  ///
  /// Before London the base fee is zero, and this is the gas price.
  package func priorityFee(baseFee: UInt256) -> UInt256? {
    if maxFeePerGas < baseFee { return nil }
    return min(maxPriorityFeePerGas, maxFeePerGas &- baseFee)
  }

  /// What the sender pays in all for a unit of gas in a block with this base fee, or `nil` if the
  /// transaction does not pay the base fee.
  package func effectiveGasPrice(baseFee: UInt256) -> UInt256? {
    priorityFee(baseFee: baseFee).map { baseFee &+ $0 }
  }

  /// Blob gas that the transaction uses.
  package var blobGas: UInt64 { BlobGas.perBlob * UInt64(blobVersionedHashes.count) }

  /// The balance that the sender needs: all gas at the greatest fee, blobs at theirs, and the
  /// value. `nil` if that exceeds 256 bits, so that no balance suffices.
  package var maxCost: UInt256? {
    let gas = maxFeePerGas.multipliedReportingOverflow(by: UInt256(gasLimit))
    let blobs = maxFeePerBlobGas.multipliedReportingOverflow(by: UInt256(blobGas))
    let fees = gas.partialValue.addingReportingOverflow(blobs.partialValue)
    let cost = fees.partialValue.addingReportingOverflow(value)
    if gas.overflow || blobs.overflow || fees.overflow || cost.overflow { return nil }
    return cost.partialValue
  }
}
