import EthereumTypes

/// Payments to many and to those who build blocks.
extension WorkloadGenerator {
  private mutating func batch(of sender: Int) -> [Address] {
    (0..<parameters.airdropRecipients).map { _ in recipient(of: sender) }
  }

  mutating func airdrop(by sender: Int) -> ContractCall {
    let token = contracts.tokens[population.homeTokens[sender]]
    let recipients = batch(of: sender)
    let balance = Self.tokenBalance(of: population.accounts[sender].address)
    return ContractCall(
      to: contracts.batchPayer,
      data: ContractCall.data(
        BatchPayerContract.Selector.payTokens,
        [.word(token.word), .word(tokenAmount()), .addresses(recipients)]),
      accessList: [AccessListEntry(address: token, storageKeys: [balance])])
  }

  mutating func payout(by sender: Int) -> ContractCall {
    let recipients = batch(of: sender)
    let share = UInt256(1 + random.below(1_000_000_000_000))
    return ContractCall(
      to: contracts.batchPayer, value: share * UInt256(UInt64(recipients.count)),
      data: ContractCall.data(
        BatchPayerContract.Selector.payEther, [.addresses(recipients)]),
      accessList: recipients.prefix(1).map { AccessListEntry(address: $0, storageKeys: []) })
  }

  mutating func tip() -> ContractCall {
    ContractCall(
      to: contracts.tip, value: UInt256(1 + random.below(1_000_000_000_000_000)),
      data: ContractCall.data(TipContract.Selector.tip))
  }

  /// What the fee recipient pays to one of a hundred proposers.
  mutating func proposerPayment() -> ContractCall {
    let proposer = WorkloadContracts.address("proposer", random.index(of: 100))
    return ContractCall(
      to: proposer, value: UInt256(1 + random.below(10_000_000_000_000_000)),
      accessList: [AccessListEntry(address: proposer, storageKeys: [])])
  }

  mutating func compute() -> ContractCall {
    let rounds = UInt64(parameters.computeGas) / WorkRounds.gasPerRound
    return ContractCall(
      to: contracts.work,
      data: ContractCall.data(WorkContract.Selector.work, random.word(), UInt256(rounds)))
  }
}

/// What `Contracts/Work.vy` costs.
enum WorkRounds {
  /// Gas of one hash and its loop.
  static let gasPerRound: UInt64 = 100
}
