import EthereumTypes
import Execution
import Scheduling
import Testing

/// What became of the dependencies that a grouping missed, and where they come from.
@Suite struct MissedDependencyTests {
  private static let counter = Scenario.address(0xc0)
  private static let oracle = Scenario.address(0x0acc)

  private func missed(_ run: BlockRun, in trial: Trial) throws -> [String] {
    let attempt = try #require(run.attempts.first)
    let grouping = try #require(attempt.grouping)
    let missed = GroupingAssessment(grouping, against: trial.block.dependencies).missedEdges
    return zip(missed, attempt.effects(of: missed)).map { "\($0) \($1.rawValue)" }
  }

  @Test func aStaleReadThatChangesAnOutcomeIsHarmful() throws {
    var scenario = Scenario()
    scenario.deploy(.increment(slot: 0), at: Self.counter)
    scenario.send(from: 1, to: Self.counter)
    scenario.send(from: 2, to: Self.counter)
    let trial = try Trial(scenario)
    let slot = Resource.storage(Self.counter, 0)
    #expect(
      try missed(trial.run(groups: trial.singletons), in: trial) == [
        "0–1 read-after-write \(slot) missed-harmful", "0–1 write-write \(slot) missed-harmful",
      ])
    #expect(try missed(trial.run(groups: [[0, 1]]), in: trial).isEmpty)
  }

  /// Called with data the contract writes; without, it reads and throws away what it read.
  @Test func aStaleReadWithoutConsequenceIsBenign() throws {
    var scenario = Scenario()
    scenario.deploy(
      [
        .calldatasize, 8, .jumpi, 0, .sload, .pop, .stop,
        .jumpdest, 7, 0, .sstore, .stop,
      ], at: Self.oracle)
    scenario.send(from: 1, to: Self.oracle, data: [1])
    scenario.send(from: 2, to: Self.oracle)
    let trial = try Trial(scenario)
    let run = try trial.run(groups: trial.singletons)
    #expect(run.attempts.count == 1)
    #expect(
      try missed(run, in: trial) == [
        "0–1 read-after-write \(Resource.storage(Self.oracle, 0)) missed-benign"
      ])
  }

  @Test func whatStandsBehindARefusedTransactionIsUnknown() throws {
    var scenario = Scenario()
    scenario.deploy(.increment(slot: 0), at: Self.counter)
    scenario.send(from: 1, to: Self.counter)
    scenario.send(from: 1, to: Scenario.address(0xb0), value: 1)
    scenario.send(from: 2, to: Self.counter)
    let trial = try Trial(scenario)
    // Transaction 1 has its sender's second nonce, and 2 comes behind it.
    let found = try missed(trial.run(groups: [[0], [1, 2]]), in: trial)
    let slot = Resource.storage(Self.counter, 0)
    let sender = Scenario.sender(1)
    #expect(
      found == [
        "0–1 read-after-write \(Resource.balance(sender)) missed-harmful",
        "0–1 same-sender \(Resource.nonce(sender)) missed-harmful",
        "0–1 write-write \(Resource.balance(sender)) missed-harmful",
        "0–2 read-after-write \(slot) missed-unknown",
        "0–2 write-write \(slot) missed-unknown",
      ])
  }

  @Test func theSiteIsTheFirstTouchAtItsDepth() throws {
    var scenario = Scenario()
    let relay = Scenario.address(0x4e)
    let payee = Scenario.address(0xbb)
    scenario.deploy(.increment(slot: 0), at: Self.counter)
    scenario.deploy(Assembly.call(Self.counter), at: relay)
    scenario.deploy([.address(payee), .balance, .pop, .stop], at: Self.oracle)
    scenario.send(from: 1, to: relay)
    scenario.send(from: 2, to: Self.oracle)
    let trial = try Trial(scenario)
    func site(_ resource: Resource, _ transaction: Int) throws -> AccessSite? {
      try trial.runner.site(
        of: resource, in: TransactionIndex(rawValue: transaction), of: trial.block)
    }
    #expect(
      try site(.storage(Self.counter, 0), 0) == AccessSite(callDepth: 2, opcode: "SLOAD"))
    #expect(try site(.code(Self.counter), 0) == AccessSite(callDepth: 1, opcode: "CALL"))
    #expect(try site(.code(relay), 0) == AccessSite(callDepth: 0, opcode: nil))
    #expect(
      try site(.nonce(Scenario.sender(1)), 0) == AccessSite(callDepth: 0, opcode: nil))
    #expect(try site(.balance(payee), 1) == AccessSite(callDepth: 1, opcode: "BALANCE"))
    #expect(try site(.storage(Self.counter, 1), 0) == nil)
    #expect(try trial.runner.transactionTimes(of: trial.block).count == 2)
  }
}
