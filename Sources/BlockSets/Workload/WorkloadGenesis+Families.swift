import EthereumTypes

/// The contracts of the families that only some workloads have.
extension WorkloadGenesis {
  static func addFamilies(
    to allocation: inout Allocation, _ parameters: WorkloadParameters,
    _ contracts: WorkloadContracts, _ population: WorkloadPopulation
  ) {
    if parameters.uses(.rebasingToken, .rebase) {
      addRebasingToken(to: &allocation, contracts, population)
    }
    if parameters.uses(.stableSwap) { addStablePools(to: &allocation, contracts, population) }
    if parameters.uses(.route) {
      addRoutes(to: &allocation, contracts, population, hops: parameters.routeHops)
    }
    if parameters.uses(.mint) {
      for collection in contracts.collections {
        allocation[collection] = contract(CollectionContract.code)
      }
    }
    if parameters.uses(.airdrop, .payout) {
      addBatchPayer(to: &allocation, contracts, population)
    }
    if parameters.uses(.walletCall, .userOperations) {
      addWallets(to: &allocation, contracts, population)
    }
    if parameters.uses(.deploy, .deployedCall) { addFactory(to: &allocation, contracts) }
    if parameters.uses(.delegation) { addDelegates(to: &allocation, contracts, population) }
    if parameters.uses(.tip) { allocation[contracts.tip] = contract(TipContract.code) }
    if parameters.uses(.compute) { allocation[contracts.work] = contract(WorkContract.code) }
    if parameters.uses(.redirectedRead, .redirect, .feedUpdate) {
      addDirectory(to: &allocation, contracts, population)
    }
  }

  /// Gives a holder more of a token than it can use up; once.
  static func give(_ token: Address, to holder: Address, in allocation: inout Allocation) {
    let slot = StorageLayout.slot(of: TokenContract.Slot.balanceOf, key: holder)
    guard allocation[token]?.storage.updateValue(Amount.tokens, forKey: slot) == nil else {
      return
    }
    allocation[token]?.storage[TokenContract.Slot.totalSupply, default: .zero] += Amount.tokens
  }

  /// Lets a spender take as much as it wants.
  static func approve(
    _ token: Address, of owner: Address, for spender: Address, in allocation: inout Allocation
  ) {
    let slot = StorageLayout.slot(of: TokenContract.Slot.allowance, keys: owner, spender)
    allocation[token]?.storage[slot] = .max
  }

  /// What the rebasing token holds: a share of one for every account.
  static func totalPooled(of population: WorkloadPopulation) -> UInt256 {
    Amount.tokens * UInt256(UInt64(population.accounts.count))
  }

  private static func addRebasingToken(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation
  ) {
    var storage: [UInt256: UInt256] = [
      RebasingTokenContract.Slot.totalPooled: totalPooled(of: population),
      RebasingTokenContract.Slot.totalShares: totalPooled(of: population),
    ]
    for account in population.accounts {
      let slot = StorageLayout.slot(
        of: RebasingTokenContract.Slot.sharesOf, key: account.address)
      storage[slot] = Amount.tokens
    }
    for reporter in population.reporters {
      let slot = StorageLayout.slot(
        of: RebasingTokenContract.Slot.isReporter, key: reporter.address)
      storage[slot] = .one
    }
    allocation[contracts.rebasingToken] = contract(RebasingTokenContract.code, storage)
  }

  private static func addStablePools(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation
  ) {
    for pool in contracts.stablePools {
      addPool(pool, StablePoolContract.code, to: &allocation)
    }
    // The accounts have the tokens already, for the pairs.
    for (number, account) in population.accounts.enumerated() {
      let pool = contracts.stablePools[population.homePairs[number]]
      for token in [pool.token0, pool.token1] {
        approve(token, of: account.address, for: pool.address, in: &allocation)
      }
    }
  }

  /// A pool with its reserves; both sorts keep them in the same slots.
  private static func addPool(
    _ pool: WorkloadContracts.Pair, _ code: ContractCode, to allocation: inout Allocation
  ) {
    give(pool.token0, to: pool.address, in: &allocation)
    give(pool.token1, to: pool.address, in: &allocation)
    allocation[pool.address] = contract(
      code,
      [
        PairContract.Slot.token0: pool.token0.word, PairContract.Slot.token1: pool.token1.word,
        PairContract.Slot.reserve0: Amount.tokens, PairContract.Slot.reserve1: Amount.tokens,
      ])
  }

  private static func addRoutes(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation, hops: Int
  ) {
    allocation[contracts.router] = contract(RouterContract.code)
    for pool in contracts.routePools {
      addPool(pool, PairContract.code, to: &allocation)
      approve(pool.token0, of: contracts.router, for: pool.address, in: &allocation)
    }
    for (number, account) in population.accounts.enumerated() {
      let start = contracts.routeStart(population.homePairs[number], hops: hops)
      let token = contracts.routePools[start].token0
      give(token, to: account.address, in: &allocation)
      approve(token, of: account.address, for: contracts.router, in: &allocation)
    }
  }

  private static func addBatchPayer(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation
  ) {
    allocation[contracts.batchPayer] = contract(BatchPayerContract.code)
    for (number, account) in population.accounts.enumerated() {
      let token = contracts.tokens[population.homeTokens[number]]
      approve(token, of: account.address, for: contracts.batchPayer, in: &allocation)
    }
  }

  /// The smart accounts, one an account, and the entry point with their deposits.
  private static func addWallets(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation
  ) {
    allocation[contracts.walletCode] = contract(WalletContract.code)
    var deposits: [UInt256: UInt256] = [:]
    for (number, account) in population.accounts.enumerated() {
      let wallet = WorkloadContracts.wallet(number)
      allocation[wallet] = contract(
        ProxyContract.code,
        [
          ProxyContract.Slot.implementation: contracts.walletCode.word,
          WalletContract.Slot.owner: account.address.word,
          WalletContract.Slot.entryPoint: contracts.entryPoint.word,
        ])
      give(contracts.tokens[population.homeTokens[number]], to: wallet, in: &allocation)
      let slot = StorageLayout.slot(of: EntryPointContract.Slot.depositOf, key: wallet)
      deposits[slot] = Amount.collateral
    }
    allocation[contracts.entryPoint] = contract(EntryPointContract.code, deposits)
    allocation[contracts.entryPoint]?.balance =
      Amount.collateral * UInt256(UInt64(population.accounts.count))
  }

  private static func addFactory(
    to allocation: inout Allocation, _ contracts: WorkloadContracts
  ) {
    allocation[contracts.template] = contract(CounterContract.code)
    allocation[contracts.factory] = contract(
      FactoryContract.code, [FactoryContract.Slot.template: contracts.template.word])
    allocation[contracts.firstClone] = AllocatedAccount(
      nonce: 1, code: MinimalProxy.code(of: contracts.template))
  }

  private static func addDelegates(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation
  ) {
    for delegate in contracts.delegates { allocation[delegate] = contract(DelegateContract.code) }
    for (number, account) in population.delegators.enumerated() {
      give(
        contracts.tokens[number % contracts.tokens.count], to: account.address, in: &allocation)
    }
  }

  private static func addDirectory(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation
  ) {
    func permissions(_ map: UInt256, _ accounts: [WorkloadAccount]) -> [UInt256: UInt256] {
      Dictionary(
        uniqueKeysWithValues: accounts.map {
          (StorageLayout.slot(of: map, key: $0.address), UInt256.one)
        })
    }
    for feed in contracts.feeds {
      var storage = permissions(OracleContract.Slot.isReporter, population.feeders)
      storage[OracleContract.Slot.price] = .one
      storage[OracleContract.Slot.updatedAt] = UInt256(timestamp)
      allocation[feed] = contract(OracleContract.code, storage)
    }
    var directory = permissions(DirectoryContract.Slot.isReporter, population.redirectors)
    directory[DirectoryContract.Slot.current] = contracts.feeds[0].word
    allocation[contracts.directory] = contract(DirectoryContract.code, directory)
    allocation[contracts.follower] = contract(
      FollowerContract.code, [FollowerContract.Slot.directory: contracts.directory.word])
  }
}
