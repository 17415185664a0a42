import EthereumTypes

/// What accounts are, in words, where that is known.
package struct AccountLabels: Sendable {
  private var labels: [Address: String] = [:]

  /// The labels of the protocol's own contracts, which every block set may hold.
  package init() {
    for (contract, label) in zip(
      SystemContracts.all,
      ["beacon roots", "block hashes", "withdrawal requests", "consolidation requests"])
    {
      labels[contract.address] = label
    }
  }

  /// The labels of a generated block set too.
  package init(_ parameters: WorkloadParameters) {
    self.init()
    let contracts = WorkloadGenerator(parameters).contracts
    func add(_ addresses: [Address], _ label: String) {
      for (number, address) in addresses.enumerated() { labels[address] = "\(label) \(number)" }
    }
    add(contracts.tokens, "token")
    add(contracts.pairs.map(\.address), "pair")
    add(contracts.stablePools.map(\.address), "stable pool")
    add(contracts.routePools.map(\.address), "route pool")
    add(contracts.collections, "collection")
    add(contracts.relays, "relay")
    add(contracts.feeds, "feed")
    add(contracts.delegates, "delegate")
    add((0..<parameters.accounts).map(WorkloadContracts.wallet), "wallet")
    for (address, label) in [
      (contracts.oracle, "oracle"), (contracts.adapter, "oracle adapter"),
      (contracts.lending, "lending market"), (contracts.counter, "counter"),
      (contracts.rebasingToken, "rebasing token"), (contracts.router, "router"),
      (contracts.batchPayer, "batch payer"), (contracts.walletCode, "wallet code"),
      (contracts.entryPoint, "entry point"), (contracts.factory, "factory"),
      (contracts.template, "clone template"), (contracts.firstClone, "first clone"),
      (contracts.tip, "tip"), (contracts.directory, "directory"),
      (contracts.follower, "follower"), (contracts.work, "work"),
    ] {
      labels[address] = label
    }
  }

  /// The label of an account, if it has one.
  package subscript(address: Address) -> String? { labels[address] }
}
