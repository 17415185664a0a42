import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import Execution
import StateTrie
import Testing

/// Rules of forks before Paris that no real block of the development set isolates.
@Suite struct OldForkTests {
  private func scenario(_ fork: Fork) -> Scenario {
    var scenario = Scenario()
    scenario.schedule = ForkSchedule(constant: fork)
    return scenario
  }

  // MARK: Accounts

  /// EIP-161: until then a call without value made its target, and paid for it once.
  @Test(
    arguments: [(Fork.homestead, 25_000), (.tangerineWhistle, 25_000), (.spuriousDragon, 0)]
      as [(Fork, UInt64)])
  func callWithoutValueMakesAnAccount(_ fork: Fork, _ difference: UInt64) throws {
    var scenario = scenario(fork)
    let caller = Scenario.address(0xca11)
    scenario.deploy(.emptyCall(Scenario.address(0xdead), gas: 1000), at: caller)
    scenario.sendLegacy(from: 1, to: caller)
    scenario.sendLegacy(from: 2, to: caller)
    let trial = try Trial(scenario)
    #expect(trial.block.reference.gas[0] == trial.block.reference.gas[1] + difference)
    // Apart, both pay for it: the gas is wrong, and the block runs in sequence.
    let run = try trial.run(groups: trial.singletons)
    #expect(run.matchesReference)
    #expect(run.attempts.count == (difference == 0 ? 1 : 2))
  }

  /// EIP-158 deletes an empty account that is touched, not where the touching call failed; the
  /// RIPEMD-160 contract is the exception.
  @Test func failedCallClearsOnlyRipemd() throws {
    var scenario = scenario(.spuriousDragon)
    let (ripemd, bystander) = (Scenario.address(3), Scenario.address(4))
    let caller = Scenario.address(0xca11)
    scenario.fund(ripemd, .zero)
    scenario.fund(bystander, .zero)
    // No gas for either precompiled contract: the calls fail.
    scenario.deploy(.emptyCall(ripemd, gas: 0) + .emptyCall(bystander, gas: 0), at: caller)
    scenario.sendLegacy(from: 1, to: caller)
    let trial = try Trial(scenario)
    trial.runner.advance(past: trial.block)
    let withBoth = try #require(trial.runner.firstDifference(from: scenario.allocation))
    #expect(withBoth.hasPrefix("account \(ripemd) is no account"))
    scenario.allocation[ripemd] = nil
    let withOne = try #require(trial.runner.firstDifference(from: scenario.allocation))
    #expect(!withOne.hasPrefix("account \(bystander)"))
  }

  /// EIP-2: a creation that could not pay for its code left a contract without code in Frontier.
  @Test(arguments: [(Fork.frontier, true), (.homestead, false)] as [(Fork, Bool)])
  func unpaidDeposit(_ fork: Fork, _ isSuccess: Bool) throws {
    var scenario = scenario(fork)
    // Nine bytes of zeros.
    let code = Assembly([9, .zero, .stop, .ret]).code
    let intrinsic = IntrinsicCost.creation(code, fork: fork)
    // Enough to run, not for nine bytes at 200 gas.
    scenario.sendLegacy(from: 1, to: nil, data: code, gasLimit: intrinsic + 100)
    let trial = try Trial(scenario)
    #expect(trial.block.reference.results[0].isSuccess == isSuccess)
    #expect((trial.block.reference.gas[0] == intrinsic + 100) == !isSuccess)
  }

  // MARK: Receipts

  /// Groups make the receipts of the sequence although each holds the state before its neighbour.
  @Test func intermediateRootsAreMadeInTheMerge() throws {
    var scenario = scenario(.homestead)
    let counter = Scenario.address(0xc0)
    scenario.deploy(.increment(slot: 1), at: counter)
    for account in 1...4 {
      scenario.sendLegacy(from: account, to: account == 2 ? counter : .zero, value: 0)
    }
    let trial = try Trial(scenario)
    let run = try trial.run(groups: [[0, 2], [1], [3]])
    #expect(run.attempts.count == 1, "\(run.attempts.first?.trigger?.detail ?? "")")
    #expect(run.matchesReference)
    let receipts = trial.block.encodedReceipts
    #expect(Set(receipts).count == receipts.count)
    #expect(orderedTrieRoot(receipts) == trial.block.header.receiptsRoot)
  }

  // MARK: Transactions

  @Test func replayProtectionNeedsSpuriousDragon() throws {
    var scenario = scenario(.tangerineWhistle)
    scenario.sendLegacy(from: 1, to: .zero, chainID: 1)
    #expect(throws: BlockInvalidity.self) { try scenario.sealedBlock() }
    scenario.schedule = ForkSchedule(constant: .spuriousDragon)
    _ = try scenario.sealedBlock()
  }

  /// Its sender can pay it, so nothing but the limit speaks against it.
  @Test func noGasLimitIsTooLargeToBeRefused() throws {
    for gasLimit in [.max, 1 << 63, 30_000_001] as [UInt64] {
      var scenario = scenario(.london)
      scenario.fund(Scenario.sender(1), .max)
      scenario.sendLegacy(from: 1, to: .zero, gasLimit: gasLimit)
      let error = #expect(throws: BlockInvalidity.self) { try scenario.sealedBlock() }
      guard case .transaction(_, .gasLimitAboveRemaining) = error else {
        Issue.record("\(gasLimit): \(error.map { "\($0)" } ?? "accepted")")
        continue
      }
    }
  }

  @Test func dynamicFeesNeedLondon() throws {
    var scenario = scenario(.berlin)
    scenario.send(from: 1, to: .zero)
    #expect(throws: BlockInvalidity.self) { try scenario.sealedBlock() }
  }

  // MARK: Rewards

  @Test(
    arguments: [
      (Fork.frontier, 5), (.spuriousDragon, 5), (.byzantium, 3), (.petersburg, 2),
      (.grayGlacier, 2),
    ] as [(Fork, Int)])
  func minerIsRewarded(_ fork: Fork, _ ether: Int) throws {
    let scenario = scenario(fork)
    let list = try Trial(scenario).block.reference.blockAccessList
    let miner = try #require(list.accounts.first { $0.address == scenario.feeRecipient })
    #expect(miner.balanceChanges.map(\.postBalance) == [UInt256(ether) * Scenario.ether])
  }

  @Test func parisRewardsNobody() throws {
    let list = try Trial(scenario(.paris)).block.reference.blockAccessList
    #expect(list.accounts.isEmpty)
  }

  // MARK: Headers

  @Test(arguments: [Fork.frontier, .homestead, .byzantium, .grayGlacier])
  func wrongDifficultyIsRefused(_ fork: Fork) throws {
    let scenario = scenario(fork)
    let block = try scenario.block { $0.difficulty = $0.difficulty &+ 1 }
    let runner = try ChainRunner(scenario.chain(), machines: MachinePool(workerCount: 1))
    #expect(throws: BlockInvalidity.self) { try runner.prepare(block) }
  }

  // MARK: The DAO

  /// EIP-779: The DAO's ether moves before the fork's first transaction, in blocks that say so.
  @Test func daoForkMovesEther() throws {
    var scenario = scenario(.homestead)
    scenario.schedule = ForkSchedule(
      genesis: .homestead, then: [ForkSchedule.Activation(.daoFork, number: 1)])
    let dao = try #require(Address(hex: "0xbb9bc244d798123fde783fcc1c72d3bb8c189413"))
    let recovery = try #require(Address(hex: "0xbf4ed7b27f1d666546e30d74d50d173d20bca754"))
    scenario.fund(dao, 7)
    scenario.extraData = Array("dao-hard-fork".utf8)
    let list = try Trial(scenario).block.reference.blockAccessList
    for (address, balance) in [(dao, UInt256.zero), (recovery, 7)] {
      let account = try #require(list.accounts.first { $0.address == address })
      #expect(
        account.balanceChanges == [BalanceChange(index: .preExecution, postBalance: balance)])
    }
    scenario.extraData = []
    #expect(throws: BlockInvalidity.self) { try Trial(scenario) }
  }
}

/// What a creation costs before it runs, counted by hand.
private enum IntrinsicCost {
  static func creation(_ code: [UInt8], fork: Fork) -> UInt64 {
    let data = code.reduce(0) { $0 + ($1 == 0 ? 4 : 68) }
    return 21_000 + UInt64(data) + (fork >= .homestead ? 32_000 : 0)
  }
}

extension Assembly {
  /// Calls `address` without data or value, in code that knows no PUSH0.
  fileprivate static func emptyCall(_ address: Address, gas: UInt64) -> Assembly {
    let zero: [Item] = [.zero, .stop]
    let gas = gas == 0 ? zero : [.push(UInt256(gas))]
    return Assembly(
      [zero, zero, zero, zero, zero, [.address(address)], gas, [.call, .pop]].flatMap(\.self))
  }
}

extension Assembly.Item {
  /// PUSH1; STOP after it is its zero byte.
  fileprivate static let zero = op(0x60)
}

extension Scenario {
  /// Appends a legacy transaction of the numbered account, bound to no chain unless said so.
  fileprivate mutating func sendLegacy(
    from account: Int, to: Address?, value: UInt256 = .zero, data: [UInt8] = [],
    gasLimit: UInt64 = 200_000, chainID: UInt64? = nil
  ) {
    append(
      .legacy(
        chainID: chainID, nonce: nextNonce(of: account), gasPrice: Self.gasPrice,
        gasLimit: gasLimit, to: to, value: value, data: data), from: account)
  }
}
