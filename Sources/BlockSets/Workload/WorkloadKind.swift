/// What one generated transaction does; also the keys of `mix:` in an experiment's YAML.
package enum WorkloadKind: String, CaseIterable, CodingKey, Sendable {
  /// Ether from one account to another.
  case transfer
  /// A transfer of a fungible token.
  case token
  /// A swap against a constant-product market maker.
  case swap
  /// A call that reads an oracle through an internal call chain.
  case oracleRead
  /// A call that updates the oracle.
  case oracleUpdate
  /// An increment of one hot counter.
  case counter
  /// A transfer of a token whose balances follow a reported total.
  case rebasingToken
  /// A report that changes every balance of the rebasing token.
  case rebase
  /// An exchange against a pool of two tokens of equal worth.
  case stableSwap
  /// A trade through one to four pools.
  case route
  /// A mint of a collection's next item.
  case mint
  /// A token paid to many.
  case airdrop
  /// Ether paid to many.
  case payout
  /// A token transfer out of a smart account behind a proxy.
  case walletCall
  /// A bundle of operations of many smart accounts, sent by one bundler.
  case userOperations
  /// A clone deployed by a factory.
  case deploy
  /// A call of the clone that was deployed last.
  case deployedCall
  /// A creation transaction.
  case create
  /// An account delegated to code that then runs (EIP-7702).
  case delegation
  /// A contract that selfdestructs in the transaction that creates it.
  case ephemeral
  /// A token transfer that reverts.
  case revert
  /// A token transfer that runs out of gas.
  case outOfGas
  /// Ether paid to the block's fee recipient by an internal call.
  case tip
  /// Ether that the block's fee recipient sends.
  case proposerPayment
  /// Ether passed on by an account that an earlier transaction of the block has funded.
  case funding
  /// A call that asks a directory which feed to read.
  case redirectedRead
  /// A change of the directory.
  case redirect
  /// An update of the feed that the directory is about to name.
  case feedUpdate
  /// Hashing, which touches nothing.
  case compute
}

extension WorkloadKind {
  /// Whether transactions of this kind succeed; the others are valid, pay, and change nothing else.
  package var succeeds: Bool { self != .revert && self != .outOfGas }
}
