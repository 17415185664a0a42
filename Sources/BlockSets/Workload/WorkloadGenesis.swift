import EthereumTypes

/// What a generated chain starts from.
package struct WorkloadGenesis: Sendable {
  /// The genesis header; its state root is not known here, and holds the empty trie's.
  package let header: BlockHeader
  /// The whole state before the first block.
  package let allocation: Allocation

  /// Amounts that no workload uses up: they exceed what the greatest number of transactions moves.
  enum Amount {
    static let ether: UInt256 = 1_000_000_000_000_000_000_000_000_000
    static let collateral: UInt256 = 1_000_000_000_000_000_000_000_000
    static let tokens: UInt256 = 1_000_000_000_000_000_000_000_000_000_000_000
  }

  static let timestamp: UInt64 = 1_800_000_000

  init(
    _ parameters: WorkloadParameters, contracts: WorkloadContracts,
    population: WorkloadPopulation, price: UInt256
  ) {
    header = Self.header(gasLimit: parameters.gasLimit)
    var allocation: Allocation = [:]
    for contract in SystemContracts.all {
      allocation[contract.address] = Self.contract(contract.code, [:])
    }
    for account in population.all {
      allocation[account.address] = AllocatedAccount(balance: Amount.ether)
    }
    Self.addMarkets(to: &allocation, contracts, population)
    Self.addLending(to: &allocation, contracts, population, price: price)
    allocation[contracts.counter] = Self.contract(CounterContract.code)
    Self.addFamilies(to: &allocation, parameters, contracts, population)
    self.allocation = allocation
  }

  private static func header(gasLimit: UInt64) -> BlockHeader {
    var header = BlockHeader(
      number: 0, gasLimit: gasLimit, timestamp: timestamp, extraData: Array("bal-workbench".utf8))
    header.baseFeePerGas = BaseFee.initial
    header.withdrawalsRoot = .emptyTrieRoot
    header.blobGasUsed = 0
    header.excessBlobGas = 0
    header.parentBeaconBlockRoot = .zero
    header.requestsHash = requestsHash([])
    header.blockAccessListHash = .emptyListHash
    header.slotNumber = 0
    return header
  }

  static func contract(
    _ code: ContractCode, _ storage: [UInt256: UInt256] = [:]
  ) -> AllocatedAccount {
    AllocatedAccount(nonce: 1, code: code.bytes, storage: storage)
  }

  /// Tokens and pairs: every account holds its own token and both of its pair, and has approved
  /// its pair without limit; every pair holds its reserves.
  private static func addMarkets(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation
  ) {
    for token in contracts.tokens { allocation[token] = contract(TokenContract.code, [:]) }
    for pair in contracts.pairs {
      give(pair.token0, to: pair.address, in: &allocation)
      give(pair.token1, to: pair.address, in: &allocation)
      allocation[pair.address] = contract(
        PairContract.code,
        [
          PairContract.Slot.token0: pair.token0.word, PairContract.Slot.token1: pair.token1.word,
          PairContract.Slot.reserve0: Amount.tokens, PairContract.Slot.reserve1: Amount.tokens,
        ])
    }
    for (number, account) in population.accounts.enumerated() {
      give(contracts.tokens[population.homeTokens[number]], to: account.address, in: &allocation)
      let pair = contracts.pairs[population.homePairs[number]]
      for token in [pair.token0, pair.token1] {
        give(token, to: account.address, in: &allocation)
        approve(token, of: account.address, for: pair.address, in: &allocation)
      }
    }
  }

  /// The lending market with every account's collateral, and what it reads the price through.
  private static func addLending(
    to allocation: inout Allocation, _ contracts: WorkloadContracts,
    _ population: WorkloadPopulation, price: UInt256
  ) {
    var oracle = [
      OracleContract.Slot.price: price, OracleContract.Slot.updatedAt: UInt256(timestamp),
    ]
    for reporter in population.reporters {
      let slot = StorageLayout.slot(of: OracleContract.Slot.isReporter, key: reporter.address)
      oracle[slot] = .one
    }
    allocation[contracts.oracle] = contract(OracleContract.code, oracle)
    allocation[contracts.adapter] = contract(
      AdapterContract.code, [AdapterContract.Slot.oracle: contracts.oracle.word])
    var source = contracts.adapter
    for relay in contracts.relays {
      allocation[relay] = contract(RelayContract.code, [RelayContract.Slot.source: source.word])
      source = relay
    }

    var lending = [LendingContract.Slot.priceSource: contracts.priceSource.word]
    for account in population.accounts {
      let slot = StorageLayout.slot(of: LendingContract.Slot.collateralOf, key: account.address)
      lending[slot] = Amount.collateral
    }
    allocation[contracts.lending] = contract(LendingContract.code, lending)
    // The market holds the ether that its accounts have deposited.
    allocation[contracts.lending]?.balance =
      Amount.collateral * UInt256(population.accounts.count)
  }
}
