extension WorkloadKind {
  /// What transactions of this kind touch of what others may write. Tests compare it with what
  /// executed blocks touch.
  package func touches(under parameters: WorkloadParameters) -> [WorkloadTouch] {
    let guarded: [WorkloadTouch] =
      parameters.readOnlyCalleesPercent > 0 ? [.init(.readsThroughCalls, .oraclePrice)] : []
    return switch self {
    case .transfer, .payout, .ephemeral: [.init(.writes, .ether)]
    case .token, .airdrop: [.init(.writes, .tokenBalance)]
    case .swap: [.init(.writes, .tokenBalance), .init(.writes, .pairReserves)]
    case .oracleRead: [.init(.writes, .lending), .init(.readsThroughCalls, .oraclePrice)]
    case .oracleUpdate: [.init(.writes, .oraclePrice)]
    case .counter: [.init(.writes, .counter)]
    case .rebasingToken: [.init(.writes, .rebasingBalance), .init(.reads, .rebasingTotal)]
    case .rebase: [.init(.writes, .rebasingTotal)]
    case .stableSwap: [.init(.writes, .tokenBalance), .init(.writes, .stableReserves)]
    case .route: [.init(.writes, .tokenBalance), .init(.writes, .routeReserves)] + guarded
    case .mint: [.init(.writes, .collection)] + guarded
    case .walletCall: [.init(.writes, .wallet), .init(.writes, .tokenBalance)]
    case .userOperations:
      [.init(.writes, .wallet), .init(.writes, .tokenBalance), .init(.writes, .entryPoint)]
    case .deploy: [.init(.writes, .factory), .init(.creates, .cloneCode)]
    case .deployedCall: [.init(.reads, .cloneCode), .init(.writes, .clone)]
    case .create, .compute: []
    case .delegation: [.init(.writes, .delegation), .init(.writes, .tokenBalance)]
    case .revert, .outOfGas: [.init(.reads, .tokenBalance)]
    case .tip, .proposerPayment: [.init(.writes, .feeRecipient)]
    case .funding: [.init(.writes, .fundedEther)]
    case .redirectedRead:
      [
        .init(.writes, .follower), .init(.readsThroughCalls, .directory),
        .init(.readsWhereDirected, .feed),
      ]
    case .redirect: [.init(.writes, .directory)]
    case .feedUpdate: [.init(.writes, .feed)]
    }
  }

  /// The sources of the contracts that transactions of this kind run, in `Workload/Contracts`.
  package var contracts: [String] {
    switch self {
    case .transfer, .proposerPayment, .funding: []
    case .token, .revert, .outOfGas: ["Token"]
    case .swap: ["Pair", "Token"]
    case .oracleRead: ["Lending", "Relay", "Adapter", "Oracle"]
    case .oracleUpdate, .feedUpdate: ["Oracle"]
    case .counter, .create: ["Counter"]
    case .rebasingToken, .rebase: ["RebasingToken"]
    case .stableSwap: ["StablePool", "Token"]
    case .route: ["Router", "Pair", "Token"]
    case .mint: ["Collection"]
    case .airdrop: ["BatchPayer", "Token"]
    case .payout: ["BatchPayer"]
    case .walletCall: ["Proxy", "Wallet", "Token"]
    case .userOperations: ["EntryPoint", "Proxy", "Wallet", "Token"]
    case .deploy, .deployedCall: ["Factory", "Counter"]
    case .delegation: ["Delegate", "Token"]
    case .ephemeral: ["Ephemeral"]
    case .tip: ["Tip"]
    case .redirectedRead: ["Follower", "Directory", "Oracle"]
    case .redirect: ["Directory"]
    case .compute: ["Work"]
    }
  }

  /// What transactions of this kind do, in a line.
  package var summary: String {
    switch self {
    case .transfer: "ether from one account to another"
    case .token: "a token transfer"
    case .swap: "a swap against a constant-product pair"
    case .oracleRead: "a loan or deposit that reads the oracle through an adapter"
    case .oracleUpdate: "a reporter updates the oracle"
    case .counter: "an increment of one hot counter"
    case .rebasingToken: "a transfer of a token whose balances follow a reported total"
    case .rebase: "a reporter changes that total"
    case .stableSwap: "an exchange against a stable pool"
    case .route: "a trade through one to `routeHops` pools"
    case .mint: "a mint of a collection's next item"
    case .airdrop: "a token paid to `airdropRecipients` accounts"
    case .payout: "ether paid to `airdropRecipients` accounts"
    case .walletCall: "a token transfer out of a smart account behind a proxy"
    case .userOperations: "a bundler executes operations of `bundleOperations` smart accounts"
    case .deploy: "a factory deploys a clone (CREATE2)"
    case .deployedCall: "a call of the clone deployed last"
    case .create: "a creation transaction"
    case .delegation: "an account delegates to code that runs (EIP-7702)"
    case .ephemeral: "a contract created and destroyed by one transaction"
    case .revert: "a token transfer that reverts"
    case .outOfGas: "a token transfer that runs out of gas"
    case .tip: "ether paid to the fee recipient by an internal call"
    case .proposerPayment: "ether sent by the fee recipient"
    case .funding: "ether passed on by an account funded just before"
    case .redirectedRead: "a read of whatever feed the directory names"
    case .redirect: "a change of the directory"
    case .feedUpdate: "an update of the feed that the directory is about to name"
    case .compute: "hashing for about `computeGas`"
    }
  }
}
