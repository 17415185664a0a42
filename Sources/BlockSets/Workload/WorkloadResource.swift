/// A sort of state that generated transactions conflict on, as descriptions of recipes name it.
package enum WorkloadResource: String, CaseIterable, Sendable {
  case ether = "ether of accounts"
  case tokenBalance = "token balances"
  case pairReserves = "reserves of pairs"
  case stableReserves = "reserves of stable pools"
  case routeReserves = "reserves of route pools"
  case rebasingBalance = "shares of the rebasing token"
  case rebasingTotal = "total of the rebasing token"
  case oraclePrice = "price and time of the oracle"
  case lending = "lending market: positions, total debt, ether"
  case counter = "the counter"
  case collection = "collections: next item"
  case wallet = "smart accounts: nonce"
  case entryPoint = "entry point: deposits, ether"
  case factory = "the factory's nonce"
  case cloneCode = "code of clones"
  case clone = "counters of clones"
  case delegation = "delegating accounts: code, nonce, ether"
  case feeRecipient = "the fee recipient's balance"
  case fundedEther = "ether of accounts funded in the block"
  case directory = "the directory's entry"
  case feed = "values of the feeds"
  case follower = "what the follower has stored"
}

/// What transactions of a kind do with a sort of state, beside what every transaction does: pay
/// from its sender's balance and move its nonce.
package struct WorkloadTouch: Hashable, Sendable {
  /// How it is touched.
  package enum Access: Hashable, Sendable {
    case writes
    /// Written where nothing was before: in conflict with whoever reads it later.
    case creates
    /// Read at an address that is known to belong to the transaction.
    case reads
    /// Read through calls, at an address that nothing in the transaction or its writes names.
    case readsThroughCalls
    /// Read at an address that an earlier read decides on.
    case readsWhereDirected
  }

  /// What is touched.
  package let resource: WorkloadResource
  /// How it is touched.
  package let access: Access

  /// Names both.
  package init(_ access: Access, _ resource: WorkloadResource) {
    self.resource = resource
    self.access = access
  }
}
