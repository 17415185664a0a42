/// Who sends transactions.
struct WorkloadPopulation: Sendable {
  /// The accounts that send and receive; the lower its number, the more an account receives.
  var accounts: [WorkloadAccount]
  /// The token that each account transfers.
  let homeTokens: [Int]
  /// The pair that each account trades with.
  let homePairs: [Int]
  /// The accounts that may update the oracle, and do nothing else.
  var reporters = (0..<4).map { WorkloadAccount("reporter", $0) }

  /// Makes the accounts and draws their tokens and pairs.
  init(_ parameters: WorkloadParameters, using random: inout SeededRandom) {
    let tokens = ZipfDistribution(count: parameters.tokens, exponent: parameters.skew)
    let pairs = ZipfDistribution(count: parameters.pools, exponent: parameters.skew)
    accounts = (0..<parameters.accounts).map { WorkloadAccount("account", $0) }
    homeTokens = accounts.map { _ in tokens.draw(using: &random) }
    homePairs = accounts.map { _ in pairs.draw(using: &random) }
  }
}
