/// The parameters of a generated block set: `generate:` in an experiment's YAML.
///
/// Equal parameters generate equal blocks, on every machine.
package struct WorkloadParameters: Encodable, Equatable, Sendable {
  /// The seed of every random choice.
  package var seed: UInt64
  /// The number of blocks.
  package var blocks: Int
  /// The number of transactions in each block; with a gas target, at most.
  package var transactions: Int
  /// The relative weights of the kinds of transaction.
  package var mix: WorkloadMix
  /// The number of externally owned accounts that send and receive.
  package var accounts: Int
  /// The number of token contracts.
  package var tokens: Int
  /// The number of market-maker pools of each sort.
  package var pools: Int
  /// The exponent of the Zipf distribution that picks accounts, tokens and pools; 0 is uniform.
  package var skew: Double
  /// The exponent for accounts, where it is another one.
  package var accountSkew: Double?
  /// The exponent for tokens, where it is another one.
  package var tokenSkew: Double?
  /// The exponent for pools and collections, where it is another one.
  package var poolSkew: Double?
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
  /// The share of transactions that announce what they touch in an access list (EIP-2930).
  package var accessListsPercent = 10
  /// The share of routed trades and mints that read the oracle first, as oracle reads do.
  package var readOnlyCalleesPercent = 0
  /// How many contracts lie between a reader of the oracle and the oracle.
  package var callDepth = 1
  /// The most pools that a routed trade goes through.
  package var routeHops = 4
  /// The number of collections that items are minted of.
  package var collections = 4
  /// How many an airdrop or a payout pays.
  package var airdropRecipients = 20
  /// How many operations a bundle has.
  package var bundleOperations = 5
  /// How many transactions pass ether on before another chain of them begins.
  package var fundingChainLength = 4
  /// The gas that one `compute` transaction uses, about.
  package var computeGas = 500_000
  /// The gas at which a block is closed, by what its kinds of transaction typically use.
  package var gasTarget: UInt64?
  /// The gas limit of every block; nil makes it as large as the transactions may need.
  package var blockGasLimit: UInt64?
  /// How much of the block gas limit a block uses, about: it is closed by what its transactions are
  /// expected to use, by the blocks before it. Nil closes it by their gas limits, which are about
  /// twice that.
  package var blockGasUsePercent: Int?

  /// Parameters with the defaults for all that is not given.
  ///
  /// - Precondition: Every value is in its range.
  package init(
    seed: UInt64, blocks: Int, transactions: Int, mix: WorkloadMix, accounts: Int = 1_000,
    tokens: Int = 8, pools: Int = 8, skew: Double = 1.2
  ) {
    self.seed = seed
    self.blocks = blocks
    self.transactions = transactions
    self.mix = mix
    self.accounts = accounts
    self.tokens = tokens
    self.pools = pools
    self.skew = skew
    checkRanges()
  }

  /// Whether transactions of a kind may occur.
  func uses(_ kinds: WorkloadKind...) -> Bool { kinds.contains { mix[$0] > 0 } }
}
