import EthereumTypes

/// Accounts that nobody has used before, each funded by the one before it: every transaction of
/// such a chain can be paid only after the one before it.
struct FundingChains: Sendable {
  private static let start: UInt256 = 1_000_000_000_000_000_000_000_000

  private var created = 0
  private var tail: (account: WorkloadAccount, funds: UInt256, length: Int)?

  /// Ends the chain of the block before.
  mutating func beginBlock() { tail = nil }

  /// The account that passes ether on, or nil where an account with ether begins a chain.
  func payer(longest: Int) -> WorkloadAccount? {
    guard let tail, tail.length < longest else { return nil }
    return tail.account
  }

  /// Passes everything but the cost of doing so on to a new account.
  mutating func extend(longest: Int, cost: UInt256) -> (to: Address, value: UInt256) {
    let account = WorkloadAccount("funded", created)
    created += 1
    var next = (account: account, funds: Self.start, length: 1)
    if let tail, tail.length < longest {
      next.funds = tail.funds - cost
      next.length = tail.length + 1
    }
    tail = next
    return (account.address, next.funds)
  }
}
