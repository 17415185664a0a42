import EthereumTypes

extension WorkloadGenerator {
  /// What a signer sends.
  mutating func call(
    _ planned: PlannedTransaction, by signer: WorkloadPopulation.Signer
  ) -> ContractCall {
    switch (planned.kind, signer) {
    case (.oracleUpdate, _): oracleUpdate()
    case (.rebase, _): rebase()
    case (.feedUpdate, _): feedUpdate()
    case (.redirect, _): redirect()
    case (.userOperations, _): userOperations(by: population[signer].address)
    case (.proposerPayment, _): proposerPayment()
    case (.delegation, .delegator(let number)): ownDelegation(of: number)
    case (_, .account(let number)): call(planned, by: number)
    default: preconditionFailure("\(planned.kind) is sent by an account")
    }
  }

  /// What an account sends.
  private mutating func call(_ planned: PlannedTransaction, by sender: Int) -> ContractCall {
    switch planned.kind {
    case .transfer: transfer(by: sender)
    case .token: tokenTransfer(by: sender)
    case .swap: swap(by: sender)
    case .oracleRead: oracleRead(by: sender)
    case .counter: increment(contracts.counter)
    case .rebasingToken: rebasingTransfer(by: sender)
    case .stableSwap: stableSwap(by: sender)
    case .route: route(by: sender, readsOracle: planned.readsOracle)
    case .mint: mint(readsOracle: planned.readsOracle)
    case .airdrop: airdrop(by: sender)
    case .payout: payout(by: sender)
    case .walletCall: walletCall(by: sender)
    case .deploy: deploy()
    case .deployedCall: increment(lastClone)
    case .create: create()
    case .delegation: sponsoredDelegation()
    case .ephemeral: ephemeral(by: sender)
    case .revert: failingTransfer(by: sender, amount: .max)
    case .outOfGas: failingTransfer(by: sender, amount: tokenAmount())
    case .tip: tip()
    case .redirectedRead: follow()
    case .compute: compute()
    case .oracleUpdate, .rebase, .userOperations, .proposerPayment, .funding, .redirect,
      .feedUpdate:
      preconditionFailure("\(planned.kind) is sent by no account")
    }
  }

  private mutating func transfer(by sender: Int) -> ContractCall {
    let recipient = recipient(of: sender)
    return ContractCall(
      to: recipient, value: UInt256(1 + random.below(10_000_000)) * 1_000_000_000,
      accessList: [AccessListEntry(address: recipient, storageKeys: [])])
  }

  private mutating func tokenTransfer(by sender: Int) -> ContractCall {
    let token = contracts.tokens[population.homeTokens[sender]]
    let recipient = recipient(of: sender)
    let balances = [population.accounts[sender].address, recipient].map(Self.tokenBalance)
    return ContractCall(
      to: token,
      data: ContractCall.data(TokenContract.Selector.transfer, recipient.word, tokenAmount()),
      accessList: [AccessListEntry(address: token, storageKeys: balances)])
  }

  private mutating func swap(by sender: Int) -> ContractCall {
    let pair = contracts.pairs[population.homePairs[sender]]
    let isZeroForOne: UInt256 = random.happens(percent: 50) ? 1 : 0
    let balances = [population.accounts[sender].address, pair.address].map(Self.tokenBalance)
    return ContractCall(
      to: pair.address,
      data: ContractCall.data(PairContract.Selector.swap, isZeroForOne, tokenAmount(), 1),
      accessList: [pair.token0, pair.token1].map {
        AccessListEntry(address: $0, storageKeys: balances)
      })
  }

  /// Mostly a loan, whose size depends on the price; one in four is a deposit, of which only the
  /// log depends on it. Nothing here names the adapter or the oracle.
  private mutating func oracleRead(by sender: Int) -> ContractCall {
    let account = population.accounts[sender].address
    let amount = UInt256(1_000_000_000_000 + random.below(1_000_000_000_000_000))
    let isDeposit = random.happens(percent: 25)
    let map = isDeposit ? LendingContract.Slot.collateralOf : LendingContract.Slot.debtOf
    return ContractCall(
      to: contracts.lending, value: isDeposit ? amount : .zero,
      data: isDeposit
        ? ContractCall.data(LendingContract.Selector.deposit)
        : ContractCall.data(LendingContract.Selector.borrow, amount),
      accessList: [
        AccessListEntry(
          address: contracts.lending, storageKeys: [StorageLayout.slot(of: map, key: account)])
      ])
  }

  /// Reports the feed's current price.
  func oracleUpdate() -> ContractCall {
    ContractCall(
      to: contracts.oracle, data: ContractCall.data(OracleContract.Selector.update, feed.price),
      accessList: [
        AccessListEntry(
          address: contracts.oracle,
          storageKeys: [OracleContract.Slot.price, OracleContract.Slot.updatedAt])
      ])
  }

  private func increment(_ counter: Address) -> ContractCall {
    ContractCall(
      to: counter, data: ContractCall.data(CounterContract.Selector.increment),
      accessList: [AccessListEntry(address: counter, storageKeys: [CounterContract.Slot.count])])
  }

  /// Who receives: an address that nobody has used, or an account, the lower its number the
  /// likelier, but never the sender itself.
  mutating func recipient(of sender: Int) -> Address {
    if random.happens(percent: parameters.freshRecipientsPercent) { return random.freshAddress() }
    if parameters.distinctAccounts {
      return population.accounts[accountDraw.draw(using: &random)].address
    }
    let drawn = recipients.draw(using: &random)
    let other = drawn == sender ? (drawn + 1) % population.accounts.count : drawn
    return population.accounts[other].address
  }

  mutating func tokenAmount() -> UInt256 {
    UInt256(1_000_000_000 + random.below(1_000_000_000_000_000_000))
  }

  static func tokenBalance(of holder: Address) -> UInt256 {
    StorageLayout.slot(of: TokenContract.Slot.balanceOf, key: holder)
  }
}
