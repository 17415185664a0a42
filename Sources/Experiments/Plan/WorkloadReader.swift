import BlockSets

/// Reads `generate:`.
struct WorkloadReader {
  let diagnostics: Diagnostics

  /// The parameters of a node, or nil if anything is wrong with them; all of it is reported.
  func parameters(_ node: YAMLNode) -> WorkloadParameters? {
    guard var reader = MappingReader(node, subject: "generate", diagnostics: diagnostics) else {
      return nil
    }
    let before = diagnostics.count
    let seed = reader.required("seed", as: UInt64.self)
    let blocks = reader.required("blocks", in: WorkloadParameters.blockRange)
    let transactions = reader.required("transactions", in: WorkloadParameters.transactionRange)
    let mix = reader.required("mix").flatMap(mix)
    let accounts = reader.optional("accounts", in: WorkloadParameters.accountRange)
    let tokens = reader.optional("tokens", in: WorkloadParameters.contractRange)
    let pools = reader.optional("pools", in: WorkloadParameters.contractRange)
    let skew = reader.optional("skew", in: WorkloadParameters.skewRange)
    let shares = shares(&reader)
    let distinctAccounts = reader.optional("distinctAccounts", as: Bool.self)
    reader.finish()
    guard diagnostics.count == before, let seed, let blocks, let transactions, let mix else {
      return nil
    }
    let defaults = WorkloadParameters(seed: 0, blocks: 1, transactions: 1, mix: mix)
    var parameters = WorkloadParameters(
      seed: seed, blocks: blocks, transactions: transactions, mix: mix,
      accounts: accounts ?? defaults.accounts, tokens: tokens ?? defaults.tokens,
      pools: pools ?? defaults.pools, skew: skew ?? defaults.skew)
    for (share, percent) in shares { parameters[keyPath: share] = percent }
    parameters.distinctAccounts = distinctAccounts ?? defaults.distinctAccounts
    return parameters
  }

  /// The shares that are given.
  private func shares(
    _ reader: inout MappingReader
  ) -> [(WritableKeyPath<WorkloadParameters, Int>, Int)] {
    let shares: [(String, WritableKeyPath<WorkloadParameters, Int>)] = [
      ("repeatedSendersPercent", \.repeatedSendersPercent),
      ("freshRecipientsPercent", \.freshRecipientsPercent),
      ("oracleConflictsPercent", \.oracleConflictsPercent),
      ("oracleHeartbeatsPercent", \.oracleHeartbeatsPercent),
    ]
    return shares.compactMap { key, share in
      reader.optional(key, in: WorkloadParameters.percentRange).map { (share, $0) }
    }
  }

  private func mix(_ node: YAMLNode) -> WorkloadMix? {
    guard var reader = MappingReader(node, subject: "mix", diagnostics: diagnostics) else {
      return nil
    }
    let before = diagnostics.count
    var weights: [WorkloadKind: Int] = [:]
    for kind in WorkloadKind.allCases {
      weights[kind] = reader.optional(kind.rawValue, in: WorkloadMix.weightRange)
    }
    reader.finish()
    guard diagnostics.count == before else { return nil }
    guard weights.values.contains(where: { $0 > 0 }) else {
      diagnostics.report(node, "every weight of the mix is 0; at least one must be positive")
      return nil
    }
    return WorkloadMix(weights)
  }
}
