extension WorkloadParameters {
  /// How many blocks may be asked for.
  package static let blockRange = 1...1_000_000
  /// How many transactions a block may have.
  package static let transactionRange = 1...10_000
  /// How many accounts there may be; a transfer needs two.
  package static let accountRange = 2...1_000_000
  /// How many token contracts, pools or collections there may be.
  package static let contractRange = 1...1_000
  /// How skewed the choice of accounts, tokens and pools may be.
  package static let skewRange = 0.0...10.0
  /// What a share may be.
  package static let percentRange = 0...100
  /// How many contracts may lie between a reader and the oracle.
  package static let callDepthRange = 1...32
  /// How many pools a trade may go through.
  package static let routeHopRange = 1...4
  /// How many an airdrop may pay.
  package static let recipientRange = 1...256
  /// How many operations a bundle may have.
  package static let operationRange = 1...16
  /// How long a chain of funding transactions may be.
  package static let chainLengthRange = 1...10_000
  /// What one `compute` transaction may use; a transaction's limit is 2²⁴ (EIP-7825).
  package static let computeGasRange = 50_000...15_000_000
  /// What a block's gas may be limited to or aim at: up to 1 Ggas.
  package static let blockGasRange: ClosedRange<UInt64> = 5_000_000...1_000_000_000
  /// How much of its gas limit a block may be meant to use: what it really uses differs by a few
  /// percent.
  package static let gasUseRange = 1...95
  /// How many blocks there may be where a given gas limit lets them exceed their gas target
  /// (EIP-1559): the base fee rises by up to an eighth a block, and the accounts pay it.
  package static let risingFeeBlockLimit = 100

  /// Traps where a value is out of its range: readers report such values before.
  func checkRanges() {
    check(blocks, Self.blockRange, "blocks")
    check(transactions, Self.transactionRange, "transactions")
    check(accounts, Self.accountRange, "accounts")
    for count in [tokens, pools, collections] { check(count, Self.contractRange, "contracts") }
    for exponent in [skew, accountSkew, tokenSkew, poolSkew] {
      if let exponent { check(exponent, Self.skewRange, "skew") }
    }
    for percent in [
      repeatedSendersPercent, freshRecipientsPercent, oracleConflictsPercent,
      oracleHeartbeatsPercent, accessListsPercent, readOnlyCalleesPercent,
    ] {
      check(percent, Self.percentRange, "share")
    }
    check(callDepth, Self.callDepthRange, "callDepth")
    check(routeHops, Self.routeHopRange, "routeHops")
    check(airdropRecipients, Self.recipientRange, "airdropRecipients")
    check(bundleOperations, Self.operationRange, "bundleOperations")
    check(fundingChainLength, Self.chainLengthRange, "fundingChainLength")
    check(computeGas, Self.computeGasRange, "computeGas")
    if let blockGasUsePercent { check(blockGasUsePercent, Self.gasUseRange, "blockGasUsePercent") }
    for gas in [gasTarget, blockGasLimit] {
      if let gas { check(gas, Self.blockGasRange, "gas") }
    }
  }

  private func check<Value: Comparable>(
    _ value: Value, _ range: ClosedRange<Value>, _ name: String
  ) {
    precondition(range.contains(value), "\(name) is \(value), out of \(range)")
  }
}
