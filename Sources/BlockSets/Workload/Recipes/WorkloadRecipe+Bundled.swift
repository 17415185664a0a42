extension WorkloadRecipe {
  /// The bundled recipes.
  package static let all = [
    devnetLike, mainnetLike, defiStorm, mintRush, conflictFree, oneChain, adversarial,
  ]

  private static let devnetLike = WorkloadRecipe(
    "devnet-like",
    "transfers, a few tokens, a sale, a lending market whose oracle is read out of sight",
    purpose: """
      Shows the phenomena of the status report that this project starts from. The largest group is \
      now a token's transfers (`tokens`, all equally popular), now the one collection's mints, now \
      the lending market: about a seventh of the block. Trades join two tokens and make the \
      smallest parallelism. In about one block of ten a change of the oracle's price comes before \
      calls that read it through an adapter (`oracleConflictsPercent`): address-narrowed misses \
      that, and refined recovers it. The weights were tried out until address-narrowed came near \
      the report's figures; nothing else about the report's blocks is known, or claimed here.
      """,
    blocks: 160, transactions: 110,
    mix: [
      .transfer: 40, .token: 24, .mint: 11, .oracleRead: 11, .oracleUpdate: 2, .walletCall: 6,
      .swap: 1, .stableSwap: 1, .airdrop: 1, .create: 2, .deploy: 1, .deployedCall: 1,
      .delegation: 2, .ephemeral: 1, .revert: 2, .outOfGas: 1,
    ]
  ) {
    $0.tokens = 8
    $0.pools = 12
    $0.collections = 1
    $0.skew = 0
    $0.accountSkew = 0.6
    $0.oracleConflictsPercent = 11
  }

  private static let mainnetLike = WorkloadRecipe(
    "mainnet-like",
    "the conflicts of real blocks: trade through hot pools, and a heavy transaction now and then",
    purpose: """
      Fitted to the medians of real mainnet blocks after the merge: `recipes describe mainnet-like \
      --against PATH --since paris` shows both. Popular pools draw most of the trade (`poolSkew`), \
      routes tie them together, and one in some hundred transactions is as heavy as a proof's \
      verification (`computeGas`). Real blocks differ among themselves much more than these do.
      """,
    blocks: 50, transactions: 120,
    mix: [
      .transfer: 34, .token: 22, .swap: 12, .route: 17, .stableSwap: 2, .oracleRead: 2,
      .oracleUpdate: 1, .mint: 2, .walletCall: 3, .userOperations: 1, .create: 1,
      .delegation: 1, .revert: 2, .outOfGas: 1, .airdrop: 1, .payout: 1, .compute: 1,
      .rebasingToken: 1,
    ]
  ) {
    $0.tokens = 40
    $0.pools = 40
    $0.poolSkew = 1.2
    $0.accounts = 2_000
    $0.skew = 1
    $0.repeatedSendersPercent = 12
    $0.freshRecipientsPercent = 30
    $0.computeGas = 1_200_000
  }

  private static let defiStorm = WorkloadRecipe(
    "defi-storm", "nearly everything trades: pools, routes, loans, guarded by the oracle",
    purpose: """
      The day of a crash: swaps and routes through few hot pools, loans and trades that read an \
      oracle through four contracts (`callDepth`, `readOnlyCalleesPercent`), and prices that \
      change in every third block before they are read.
      """,
    blocks: 20, transactions: 200,
    mix: [
      .swap: 25, .stableSwap: 15, .route: 25, .oracleRead: 15, .oracleUpdate: 3, .token: 10,
      .rebasingToken: 5, .rebase: 1, .walletCall: 3, .userOperations: 2, .revert: 3, .outOfGas: 1,
    ]
  ) {
    $0.tokens = 12
    $0.pools = 12
    $0.callDepth = 4
    $0.readOnlyCalleesPercent = 30
    $0.oracleConflictsPercent = 33
  }

  private static let mintRush = WorkloadRecipe(
    "mint-rush", "most transactions mint of one collection: a hot counter beside calm traffic",
    purpose: """
      A sale opens. Every mint takes the next number, so that all mints of a collection are one \
      chain; the rest could run beside them. Late buyers fail.
      """,
    blocks: 20, transactions: 200,
    mix: [.mint: 60, .transfer: 20, .token: 8, .walletCall: 4, .revert: 5, .outOfGas: 3]
  ) {
    $0.collections = 2
    $0.poolSkew = 3
  }

  private static let conflictFree = WorkloadRecipe(
    "conflict-free", "no two transactions conflict: the upper end of the scale",
    purpose: """
      Every sender and recipient is another account, so that every balance is another slot; for \
      that, keep `accounts` at twice `transactions` or more. Whatever a strategy joins here, it joins without need.
      """,
    blocks: 20, transactions: 200, mix: [.token: 3, .transfer: 1]
  ) {
    $0.accounts = 2_000
    $0.skew = 0
    $0.distinctAccounts = true
    $0.freshRecipientsPercent = 0
  }

  private static let oneChain = WorkloadRecipe(
    "one-chain", "every transaction needs the one before it: the lower end of the scale",
    purpose: """
      Each account is funded by the transaction before and pays the next. No schedule can be \
      faster than the sequential one, and one that cuts the chain makes a transaction invalid.
      """,
    blocks: 20, transactions: 200, mix: [.funding: 1]
  ) {
    $0.fundingChainLength = WorkloadParameters.chainLengthRange.upperBound
  }

  private static let adversarial = WorkloadRecipe(
    "adversarial", "built to defeat each approximating strategy",
    purpose: """
      heuristic: everything calls, and something observable is always written, so that the block \
      is one group. address-narrowed: the directory and the oracle are read through calls at \
      addresses that no transaction names, after they were changed. refined: the first attempt \
      reads the old directory entry and observes the old feed; the retry reads the new entry, and \
      meets a feed whose update it has not joined.
      """,
    blocks: 20, transactions: 100,
    mix: [
      .token: 40, .walletCall: 20, .oracleRead: 10, .oracleUpdate: 4, .redirectedRead: 20,
      .redirect: 6, .feedUpdate: 6,
    ]
  ) {
    $0.tokens = 40
    $0.skew = 0.2
    $0.callDepth = 3
    $0.oracleConflictsPercent = 100
    $0.oracleHeartbeatsPercent = 0
  }
}
