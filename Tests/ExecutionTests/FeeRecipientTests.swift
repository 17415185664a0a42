import BlockAccessLists
import EVM
import EthereumTypes
import Execution
import Scheduling
import Testing

/// algorithms.md, section 5: every transaction pays the fee recipient, yet groups run apart.
@Suite struct FeeRecipientTests {
  /// Three unrelated transfers, to be run each in a group of its own.
  static func transfers() -> Scenario {
    var scenario = Scenario()
    for account in 1...3 {
      scenario.send(from: account, to: Scenario.address(0xb0 + UInt64(account)), value: 5)
    }
    return scenario
  }

  private func expectAcceptedApart(_ scenario: Scenario) throws {
    let trial = try Trial(scenario)
    let run = try trial.run(groups: trial.singletons)
    #expect(run.attempts.count == 1, "\(run.attempts.map { $0.trigger?.detail ?? "accepted" })")
    #expect(run.matchesReference)
  }

  private func expectFallback(_ scenario: Scenario) throws {
    let trial = try Trial(scenario)
    let run = try trial.run(groups: trial.singletons)
    #expect(run.attempts.count == 2)
    #expect(run.accepted?.label == "sequential")
    #expect(run.matchesReference)
  }

  @Test func feesOfAllGroupsAddUp() throws {
    try expectAcceptedApart(Self.transfers())
  }

  @Test func feeRecipientIsAlsoASender() throws {
    var scenario = Self.transfers()
    scenario.feeRecipient = Scenario.sender(4)
    scenario.send(from: 4, to: Scenario.address(0xb4), value: 7)
    scenario.send(from: 1, to: Scenario.address(0xb5), value: 7)
    // Account 1 sends twice: its transactions share a group.
    let trial = try Trial(scenario)
    let run = try trial.run(groups: [[0, 4], [1], [2], [3]])
    #expect(run.attempts.count == 1)
    #expect(run.matchesReference)
  }

  @Test func feeRecipientSpendsWhatOnlyEarlierFeesPaid() throws {
    var scenario = Self.transfers()
    scenario.feeRecipient = Scenario.sender(4)
    // Enough only together with the fees of the first three: its own group cannot know.
    let cost = Scenario.gasPrice * 21_000 + 7
    scenario.fund(Scenario.sender(4), cost - 1000)
    scenario.send(from: 4, to: Scenario.address(0xb4), value: 7, gasLimit: 21_000)
    try expectFallback(scenario)
  }

  @Test func feeRecipientReceivesValue() throws {
    var scenario = Self.transfers()
    scenario.fund(scenario.feeRecipient)
    scenario.send(from: 4, to: scenario.feeRecipient, value: 9)
    try expectAcceptedApart(scenario)
  }

  @Test func feeRecipientIsASetCodeAuthority() throws {
    var scenario = Self.transfers()
    scenario.feeRecipient = Scenario.sender(5)
    let delegate = Scenario.address(0xde)
    scenario.deploy(.increment(slot: 0), at: delegate)
    let authorization = Authorization.signed(
      chainID: 1, address: delegate, nonce: scenario.nextNonce(of: 5), with: Scenario.key(5))
    scenario.send(from: 4, to: Scenario.address(0xb7), authorizing: [authorization])
    try expectAcceptedApart(scenario)
  }

  @Test func feeRecipientIsAContractWhoseCodeRuns() throws {
    var scenario = Self.transfers()
    // Creates an empty contract and counts: nonce, storage and the child must survive the merge.
    scenario.deploy(
      Assembly([0, 0, 0, .create, .pop]) + .increment(slot: 1), at: scenario.feeRecipient)
    scenario.send(from: 4, to: scenario.feeRecipient)
    try expectAcceptedApart(scenario)
    let changes = try Trial(scenario).block.reference.blockAccessList.accounts
      .first { $0.address == scenario.feeRecipient }
    #expect(changes?.nonceChanges.map(\.newNonce) == [2])
    #expect(changes?.storageChanges.map(\.slot) == [1])
    #expect(changes?.balanceChanges.count == 4)
  }

  @Test func feeRecipientIsASelfdestructBeneficiary() throws {
    var scenario = Self.transfers()
    scenario.fund(scenario.feeRecipient)
    let contract = Scenario.address(0xc0)
    scenario.deploy([.coinbase, .selfdestruct], at: contract, balance: 1234)
    scenario.send(from: 4, to: contract)
    try expectAcceptedApart(scenario)
  }

  @Test func feeRecipientIsAWithdrawalTarget() throws {
    var scenario = Self.transfers()
    scenario.withdrawals = [
      Withdrawal(index: 0, validatorIndex: 0, address: scenario.feeRecipient, amount: 3)
    ]
    try expectAcceptedApart(scenario)
  }

  @Test(arguments: [Assembly.Item.selfbalance, .balance])
  func feeRecipientBalanceIsRead(_ instruction: Assembly.Item) throws {
    var scenario = Self.transfers()
    let reader = Scenario.address(0xc1)
    // Stores the fee recipient's balance, read as its own contract or from outside.
    let read: Assembly =
      if case .op(0x47) = instruction { [.selfbalance] } else { [.coinbase, .balance] }
    let code = read + [0, .sstore]
    if case .op(0x47) = instruction { scenario.feeRecipient = reader }
    scenario.deploy(code, at: reader)
    scenario.send(from: 4, to: reader)
    try expectFallback(scenario)
    #expect(try Trial(scenario).block.reference.observesFeeRecipient)
  }

  @Test func observedFeeRecipientIsAResourceInTheRetry() throws {
    var scenario = Self.transfers()
    let reader = Scenario.address(0xc1)
    scenario.deploy([.coinbase, .balance, 0, .sstore], at: reader)
    scenario.send(from: 4, to: reader)
    let trial = try Trial(scenario)
    let run = try trial.runner.run(
      trial.block,
      tiers: [
        Tier(label: "fixed", strategy: FixedStrategy(groups: trial.singletons)),
        Tier(label: "learner", strategy: FeeAwareStrategy()),
      ], options: ExecutionOptions(workers: 2))
    // The learner sees `feeRecipientIsResource` and puts everything into one group.
    #expect(run.accepted?.label == "learner")
    #expect(run.accepted?.groups.count == 1)
  }

  @Test func zeroTipListsTheFeeRecipientWithoutAChange() throws {
    var scenario = Scenario()
    for account in 1...2 {
      scenario.send(from: account, to: Scenario.address(0xb0), value: 0, tip: 0)
    }
    try expectAcceptedApart(scenario)
    let list = try Trial(scenario).block.reference.blockAccessList
    let entry = try #require(list.accounts.first { $0.address == scenario.feeRecipient })
    #expect(entry == AccountChanges(address: scenario.feeRecipient))
  }

  @Test func missingFeeRecipientThatGetsNothingIsNotCreated() throws {
    var scenario = Scenario()
    scenario.send(from: 1, to: Scenario.address(0xb0), value: 1, tip: 0)
    let trial = try Trial(scenario)
    _ = try trial.run(groups: trial.singletons)
    trial.runner.advance(past: trial.block)
    var expected = scenario.allocation
    expected[scenario.feeRecipient] = nil
    let difference = trial.runner.firstDifference(from: expected) ?? ""
    #expect(!difference.contains("\(scenario.feeRecipient)"), "\(difference)")
  }
}

/// One group once it is known that something reads the fee recipient's balance.
private struct FeeAwareStrategy: GroupingStrategy {
  static let name = "fee-aware"
  static let version = "1"
  static let summary = "test"
  static let needs: Set<BlockKnowledge> = [.blockAccessList, .observedReads]

  init(options: NoOptions) {}
  init() {}

  func group(_ block: BlockView) -> Grouping {
    block.feeRecipientIsResource
      ? .single(block.transactionCount) : .singletons(block.transactionCount)
  }
}
