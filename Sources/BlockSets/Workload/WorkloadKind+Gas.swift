extension WorkloadKind {
  /// The gas limit of a transaction of this kind: what it can use at most, whatever it finds in the
  /// state, and some more.
  package func gasLimit(under parameters: WorkloadParameters) -> UInt64 {
    switch self {
    case .transfer, .funding: 25_000
    case .token: 70_000
    case .swap: 100_000
    case .oracleRead: 140_000 + UInt64(parameters.callDepth - 1) * 6_000
    case .oracleUpdate, .rebase, .redirect, .feedUpdate: 50_000
    case .counter, .deployedCall: 60_000
    case .rebasingToken: 80_000
    case .stableSwap: 160_000
    case .route:
      100_000 + UInt64(parameters.routeHops) * 100_000 + UInt64(parameters.callDepth) * 6_000
    case .mint: 130_000 + UInt64(parameters.callDepth) * 6_000
    case .airdrop: 50_000 + UInt64(parameters.airdropRecipients) * 34_000
    case .payout: 50_000 + UInt64(parameters.airdropRecipients) * 40_000
    case .walletCall: 130_000
    case .userOperations: 70_000 + UInt64(parameters.bundleOperations) * 120_000
    case .deploy: 120_000
    case .create: 130_000
    case .delegation: 220_000
    case .ephemeral: 160_000
    case .revert: 70_000
    // Enough to start with, too little for the second balance.
    case .outOfGas: 30_000
    case .tip, .proposerPayment: 75_000
    case .redirectedRead: 80_000
    case .compute: 40_000 + UInt64(parameters.computeGas) * 11 / 10
    }
  }

  /// What a transaction of this kind uses, about: by this `gasTarget` counts.
  package func typicalGas(under parameters: WorkloadParameters) -> UInt64 {
    switch self {
    case .transfer, .funding, .proposerPayment: 21_000
    case .revert: 24_000
    case .tip: 28_000
    case .outOfGas, .rebase: 30_000
    case .oracleUpdate, .feedUpdate: 32_000
    case .redirectedRead: 52_000
    case .delegation: 58_000
    case .swap: 71_000
    case .route: 40_000 + UInt64(parameters.routeHops + 1) * 30_000
    case .airdrop, .payout: 30_000 + UInt64(parameters.airdropRecipients) * 13_000
    case .compute: UInt64(parameters.computeGas)
    case .token, .oracleRead, .counter, .rebasingToken, .stableSwap, .mint, .walletCall,
      .userOperations, .deploy, .deployedCall, .create, .ephemeral, .redirect:
      gasLimit(under: parameters) / 2
    }
  }
}
