import BlockSets
import EthereumTypes
import Execution
import Scheduling

/// Tells which sort of state a resource of a generated block is.
struct ResourceClassifier {
  private let sorts: [Address: WorkloadResource]
  private let rebasingToken: Address
  private let factory: Address
  private let accountSorts: [Address: WorkloadResource]

  init(_ parameters: WorkloadParameters, _ draft: WorkloadBlock, _ view: BlockView) {
    let contracts = WorkloadGenerator(parameters).contracts
    rebasingToken = contracts.rebasingToken
    factory = contracts.factory
    var sorts: [Address: WorkloadResource] = [:]
    func add(_ addresses: [Address], _ sort: WorkloadResource) {
      for address in addresses { sorts[address] = sort }
    }
    add(contracts.tokens, .tokenBalance)
    add(contracts.pairs.map(\.address), .pairReserves)
    add(contracts.stablePools.map(\.address), .stableReserves)
    add(contracts.routePools.map(\.address), .routeReserves)
    add(contracts.collections, .collection)
    add((0..<parameters.accounts).map(WorkloadContracts.wallet), .wallet)
    add(contracts.feeds, .feed)
    for (address, sort): (Address, WorkloadResource) in [
      (contracts.oracle, .oraclePrice), (contracts.lending, .lending),
      (contracts.counter, .counter), (contracts.entryPoint, .entryPoint),
      (contracts.directory, .directory), (contracts.follower, .follower),
      (contracts.firstClone, .clone),
    ] { add([address], sort) }

    var accountSorts: [Address: WorkloadResource] = [
      contracts.lending: .lending, contracts.entryPoint: .entryPoint,
    ]
    for number in 0..<100 {
      accountSorts[WorkloadContracts.address("proposer", number)] = .feeRecipient
    }
    for (index, kind) in draft.kinds.enumerated() {
      let transaction = draft.transactions[index]
      switch kind {
      case .deploy:
        for case .code(let clone) in view.writes[index] {
          sorts[clone] = .clone
          accountSorts[clone] = .cloneCode
        }
      case .delegation: accountSorts[transaction.to ?? .zero] = .delegation
      case .funding: accountSorts[transaction.to ?? .zero] = .fundedEther
      default: break
      }
    }
    self.sorts = sorts
    self.accountSorts = accountSorts
  }

  /// The sort of a resource; nil for what only its own transaction can touch.
  func sort(of resource: Resource) -> WorkloadResource? {
    switch resource {
    case .storage(rebasingToken, RebasingTokenContract.Slot.totalPooled): .rebasingTotal
    case .storage(rebasingToken, _): .rebasingBalance
    case .storage(let address, _): sorts[address]
    case .nonce(factory): .factory
    case .balance(let address): accountSorts[address] ?? .ether
    case .nonce(let address), .code(let address): accountSorts[address]
    }
  }
}
