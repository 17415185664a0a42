/// The parameters of a generated block set: `generate:` in an experiment's YAML.
///
/// Equal parameters generate equal blocks, on every machine.
package struct WorkloadParameters: Encodable, Equatable, Sendable {
  /// The seed of every random choice.
  package let seed: UInt64
  /// The number of blocks.
  package let blocks: Int
  /// The number of transactions in each block.
  package let transactions: Int
  /// The relative weights of the kinds of transaction.
  package let mix: WorkloadMix
  /// The number of externally owned accounts that send and receive.
  package let accounts: Int
  /// The number of token contracts.
  package let tokens: Int
  /// The number of market-maker pools.
  package let pools: Int
  /// The exponent of the Zipf distribution that picks accounts, tokens and pools; 0 is uniform.
  package let skew: Double
  /// The share of transactions whose sender has sent one of the same kind in the same block; of
  /// each kind but oracle updates, and from its second transaction on.
  package var repeatedSendersPercent = 20
  /// The share of transfers, of ether and tokens, that go to an address nobody has used before.
  package var freshRecipientsPercent = 20
  /// The share of blocks in which a change of the oracle's price comes before oracle reads, so that
  /// a grouping that misses the dependency fails. Elsewhere updates follow all reads. A block
  /// without both an update and a read hands its turn on to the next that has them.
  package var oracleConflictsPercent = 10
  /// The share of blocks in which an update that repeats the price comes before oracle reads: the
  /// reads depend on it, but come out the same without it.
  package var oracleHeartbeatsPercent = 10
  /// Whether no account sends or receives twice in a block, as far as there are enough accounts;
  /// oracle updates, which few accounts may send, are excepted.
  package var distinctAccounts = false

  /// How many blocks may be asked for.
  package static let blockRange = 1...1_000_000
  /// How many transactions a block may have.
  package static let transactionRange = 1...10_000
  /// How many accounts there may be; a transfer needs two.
  package static let accountRange = 2...1_000_000
  /// How many token contracts, or pools, there may be.
  package static let contractRange = 1...1_000
  /// How skewed the choice of accounts, tokens and pools may be.
  package static let skewRange = 0.0...10.0
  /// What a share may be.
  package static let percentRange = 0...100

  /// Parameters with the defaults for all that is not given.
  ///
  /// - Precondition: Every value is in its range.
  package init(
    seed: UInt64, blocks: Int, transactions: Int, mix: WorkloadMix, accounts: Int = 1_000,
    tokens: Int = 8, pools: Int = 8, skew: Double = 1.2
  ) {
    precondition(Self.blockRange ~= blocks, "\(blocks) blocks")
    precondition(Self.transactionRange ~= transactions, "\(transactions) transactions")
    precondition(Self.accountRange ~= accounts, "\(accounts) accounts")
    precondition(Self.contractRange ~= tokens, "\(tokens) tokens")
    precondition(Self.contractRange ~= pools, "\(pools) pools")
    precondition(Self.skewRange ~= skew, "skew \(skew)")
    self.seed = seed
    self.blocks = blocks
    self.transactions = transactions
    self.mix = mix
    self.accounts = accounts
    self.tokens = tokens
    self.pools = pools
    self.skew = skew
  }
}
