import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import Execution
import Scheduling
import Testing

/// algorithms.md, section 6: the cases that have bitten real clients, by their numbers there.
@Suite struct EdgeCaseTests {
  private func changes(of address: Address, in trial: Trial) throws -> AccountChanges {
    try #require(trial.block.reference.blockAccessList.accounts.first { $0.address == address })
  }

  /// 1. Initcode may call anything, so that a creation reads like a call.
  @Test func creationTransactionReadsWhatItsInitcodeCalls() throws {
    var scenario = Scenario()
    let counter = Scenario.address(0xc0)
    scenario.deploy(.increment(slot: 0), at: counter)
    scenario.send(from: 1, to: counter)
    scenario.send(from: 2, to: nil, data: Assembly.call(counter).code)
    let trial = try Trial(scenario)
    let run = try trial.run(groups: trial.singletons)
    let failed = try #require(run.attempts.first)
    #expect(run.attempts.count == 2)
    #expect(failed.divergence?.transaction == TransactionIndex(rawValue: 1))
    #expect(failed.divergence?.missedEdge?.first == TransactionIndex(rawValue: 0))
    #expect(failed.divergence?.resource == .storage(counter, 0))
  }

  /// 2. Withdrawals and queues see what the transactions left.
  @Test func postExecutionSeesTheMergedState() throws {
    var scenario = Scenario()
    let target = Scenario.address(0xb0)
    scenario.send(from: 1, to: target, value: 5)
    scenario.withdrawals = [
      Withdrawal(index: 0, validatorIndex: 0, address: target, amount: 1)
    ]
    let trial = try Trial(scenario)
    #expect(try trial.run(groups: [[0]]).matchesReference)
    let balances = try changes(of: target, in: trial).balanceChanges
    #expect(balances.map(\.postBalance) == [5, 1_000_000_005])
    #expect(balances.map(\.index.rawValue) == [1, 2])
  }

  /// 3. An authority's nonce may change before its own transaction.
  @Test func authoritySendsAfterItsAuthorization() throws {
    var scenario = Scenario()
    let delegate = Scenario.address(0xde)
    scenario.deploy(.increment(slot: 0), at: delegate)
    let authorization = Authorization.signed(
      chainID: 1, address: delegate, nonce: scenario.nextNonce(of: 2), with: Scenario.key(2))
    scenario.send(from: 1, to: Scenario.sender(2), authorizing: [authorization])
    scenario.send(from: 2, to: Scenario.address(0xb0), value: 1)
    let trial = try Trial(scenario)
    let apart = try trial.run(groups: trial.singletons)
    let failed = try #require(apart.attempts.first)
    #expect(failed.trigger?.name == "transaction-invalid")
    #expect(failed.divergence?.missedEdge?.resource == .nonce(Scenario.sender(2)))
    #expect(try trial.run(groups: [[0, 1]]).attempts.count == 1)
    // The delegate is listed: its code was loaded.
    _ = try changes(of: delegate, in: trial)
  }

  /// 4. The upfront-cost check reads the sender's balance.
  @Test func senderFundedByAnEarlierTransaction() throws {
    var scenario = Scenario()
    scenario.fund(Scenario.sender(2), .zero)
    scenario.send(from: 1, to: Scenario.sender(2), value: Scenario.ether.dividedBy(2))
    scenario.send(from: 2, to: Scenario.address(0xb0), value: 1)
    let trial = try Trial(scenario)
    let failed = try #require(try trial.run(groups: trial.singletons).attempts.first)
    #expect(failed.trigger?.name == "transaction-invalid")
    #expect(failed.divergence?.missedEdge?.resource == .balance(Scenario.sender(2)))
    #expect(failed.divergence?.missedEdge?.kind == .readAfterWrite)
  }

  /// 5. A factory's nonce decides the address; what it deploys is called in the same block.
  @Test func deployThenCallInOneBlock() throws {
    var scenario = Scenario()
    let factory = Scenario.address(0xfa)
    // CREATE from calldata.
    scenario.deploy(
      [
        .calldatasize, 0, 0, .calldatacopy, .calldatasize, 0, 0, .create, .pop,
      ], at: factory)
    let child = ContractAddress.created(by: factory, nonce: 1)
    scenario.send(from: 1, to: factory, data: Assembly.increment(slot: 0).initcode)
    scenario.send(from: 2, to: child)
    let trial = try Trial(scenario)
    #expect(try changes(of: child, in: trial).storageChanges.map(\.slot) == [0])
    #expect(try changes(of: factory, in: trial).nonceChanges.map(\.newNonce) == [2])
    let run = try trial.run(groups: trial.singletons)
    #expect(run.attempts.count == 2 && run.matchesReference)
  }

  /// 5. CREATE2 on an address that already holds ether keeps it.
  @Test func create2OnAnAddressWithBalance() throws {
    var scenario = Scenario()
    let factory = Scenario.address(0xfa)
    scenario.deploy([0, 0, 0, 0, .create2, .pop], at: factory)
    let child = ContractAddress.created(by: factory, salt: .zero, initCodeHash: .emptyKeccak)
    scenario.fund(child, 77)
    scenario.send(from: 1, to: factory)
    let trial = try Trial(scenario)
    #expect(try trial.run(groups: [[0]]).matchesReference)
    let entry = try changes(of: child, in: trial)
    #expect(entry.nonceChanges.map(\.newNonce) == [1])
    #expect(entry.balanceChanges.isEmpty)
  }

  /// 6. A contract that destroys itself where it was created leaves its slots as reads.
  @Test func selfdestructInTheCreatingTransactionTurnsWritesIntoReads() throws {
    var scenario = Scenario()
    let initcode = (Assembly.increment(slot: 5) + [.caller, .selfdestruct]).code
    scenario.send(from: 1, to: nil, data: initcode)
    let trial = try Trial(scenario)
    let child = ContractAddress.created(by: Scenario.sender(1), nonce: 0)
    let entry = try changes(of: child, in: trial)
    #expect(entry.storageReads == [5])
    #expect(entry.storageChanges.isEmpty && entry.nonceChanges.isEmpty)
    #expect(try trial.run(groups: [[0]]).matchesReference)
  }

  /// 7. Restoring the block's first value is a write again in a later transaction.
  @Test func noOpWriteIsJudgedAgainstTheValueBeforeThisTransaction() throws {
    var scenario = Scenario()
    let setter = Scenario.address(0xc0)
    // Stores calldata's first word at slot 0.
    scenario.deploy([0, .calldataload, 0, .sstore], at: setter, storage: [0: 1])
    for (account, value) in [(1, 2), (2, 2), (3, 1)] {
      scenario.send(from: account, to: setter, data: UInt256(value).bigEndianBytes)
    }
    let trial = try Trial(scenario)
    let slots = try changes(of: setter, in: trial).storageChanges
    #expect(slots.map(\.slot) == [0])
    #expect(slots.first?.changes.map(\.index.rawValue) == [1, 3])
    #expect(slots.first?.changes.map(\.newValue) == [2, 1])
  }

  /// 8. What a reverted frame read stays listed.
  @Test func readsSurviveReverts() throws {
    var scenario = Scenario()
    let reader = Scenario.address(0xc0)
    scenario.deploy([7, .sload, .pop, 0, 0, .revert], at: reader)
    scenario.send(from: 1, to: reader)
    let trial = try Trial(scenario)
    #expect(try changes(of: reader, in: trial).storageReads == [7])
  }

  /// 9. Cumulative gas and log order are the block's, whatever the groups were.
  @Test func receiptsAreMadeInBlockOrder() throws {
    var scenario = Scenario()
    let logger = Scenario.address(0xc0)
    scenario.deploy([32, 0, .op(0xa0)], at: logger)
    for account in 1...4 { scenario.send(from: account, to: logger) }
    let trial = try Trial(scenario)
    // The first transactions of both groups stand behind the last one of the other.
    let run = try trial.run(groups: [[1, 2], [0, 3]])
    #expect(run.attempts.count == 1)
    #expect(run.matchesReference)
  }

  /// 9. A gas limit that does not fit the gas remaining in block order makes the block invalid,
  /// although every transaction runs well on its own.
  @Test func gasLimitMustFitWhatRemainsInBlockOrder() throws {
    var scenario = Scenario()
    scenario.send(from: 1, to: Scenario.address(0xb0), value: 1)
    scenario.send(from: 2, to: Scenario.address(0xb1), value: 1, gasLimit: 15_000_000)
    scenario.send(from: 3, to: Scenario.address(0xb2), value: 1, gasLimit: 15_000_000)
    scenario.gasLimit = 15_010_000
    let error = #expect(throws: BlockInvalidity.self) { try scenario.sealedBlock() }
    guard case .transaction(let index, .gasLimitAboveRemaining) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "accepted")")
      return
    }
    #expect(index == TransactionIndex(rawValue: 1))
  }

  /// 10. The block counts gas before refunds, receipts after them (EIP-7778).
  @Test func blockGasExcludesRefunds() throws {
    var scenario = Scenario()
    let clearer = Scenario.address(0xc0)
    scenario.deploy([0, 0, .sstore], at: clearer, storage: [0: 1])
    scenario.send(from: 1, to: clearer)
    let trial = try Trial(scenario)
    let receiptGas = try #require(trial.block.reference.gas.first)
    #expect(trial.block.header.gasUsed == receiptGas + 4800)
  }

  /// 11. The verdict on several bad transactions is that on the first of them.
  @Test func firstInvalidTransactionInBlockOrderDecides() throws {
    var scenario = Scenario()
    scenario.send(from: 1, to: Scenario.address(0xb0), value: 1)
    scenario.fund(Scenario.sender(2), 1)
    scenario.send(from: 2, to: Scenario.address(0xb1), value: 1)
    _ = scenario.nextNonce(of: 3)
    scenario.send(from: 3, to: Scenario.address(0xb2), value: 1)
    let error = #expect(throws: BlockInvalidity.self) { try scenario.sealedBlock() }
    guard case .transaction(let index, .insufficientBalance) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "accepted")")
      return
    }
    #expect(index == TransactionIndex(rawValue: 1))
  }

  /// 12. A block that no tier can accept ends after one attempt a tier.
  @Test func workOnABlockThatNoTierAcceptsIsBounded() throws {
    var scenario = Scenario()
    let counter = Scenario.address(0xc0)
    scenario.deploy(.increment(slot: 0), at: counter)
    for account in 1...3 { scenario.send(from: account, to: counter) }
    let trial = try Trial(scenario)
    let tiers = (0..<3).map {
      Tier(label: "apart \($0)", strategy: FixedStrategy(groups: trial.singletons))
    }
    let run = try trial.runner.run(trial.block, tiers: tiers, options: ExecutionOptions(workers: 2))
    #expect(run.attempts.count == 3)
    #expect(run.accepted == nil)
    #expect(!run.matchesReference)
  }

  /// 12. An invalid block is refused by the reference run, with its reason.
  @Test(arguments: VerdictCheck.allCases)
  func headerThatContradictsExecutionIsRefused(_ check: VerdictCheck) throws {
    var scenario = Scenario()
    scenario.send(from: 1, to: Scenario.address(0xb0), value: 1)
    let block = try scenario.block { header in
      switch check {
      case .gas: header.gasUsed += 1
      case .receipts: header.receiptsRoot = .zero
      case .requests: header.requestsHash = .zero
      case .blockAccessList: header.blockAccessListHash = .zero
      case .stateRoot: header.stateRoot = .zero
      }
    }
    let runner = try ChainRunner(scenario.chain(), machines: MachinePool(workerCount: 1))
    let error = #expect(throws: BlockInvalidity.self) { try runner.prepare(block) }
    guard case .mismatch(check, _, _) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "accepted")")
      return
    }
  }
}
