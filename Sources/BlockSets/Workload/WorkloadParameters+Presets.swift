extension WorkloadParameters {
  /// Blocks in which no two transactions conflict: every sender and recipient of a token transfer
  /// is another account, so that every balance is another slot.
  package static func conflictFree(
    seed: UInt64 = 1, blocks: Int = 4, transactions: Int = 500
  ) -> WorkloadParameters {
    var parameters = WorkloadParameters(
      seed: seed, blocks: blocks, transactions: transactions, mix: WorkloadMix([.token: 1]),
      accounts: 4 * transactions, skew: 0)
    parameters.distinctAccounts = true
    parameters.freshRecipientsPercent = 0
    return parameters
  }

  /// Blocks as an experiment meets them by default: all kinds but the hot counter, skewed.
  package static func mixed(
    seed: UInt64 = 7, blocks: Int = 40, transactions: Int = 110
  ) -> WorkloadParameters {
    let mix = WorkloadMix([
      .transfer: 40, .token: 30, .swap: 20, .oracleRead: 8, .oracleUpdate: 2,
    ])
    return WorkloadParameters(seed: seed, blocks: blocks, transactions: transactions, mix: mix)
  }
}
