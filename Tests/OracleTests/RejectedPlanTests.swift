import Execution
import Foundation
import Scheduling
import Testing

/// Plans that cannot be executed are recorded as rejected, and the block falls to the next tier.
@Suite struct RejectedPlanTests {
  /// What a hostile strategy does with a block of `count` transactions.
  enum Fault: String, CaseIterable {
    case missing, missingAll, duplicateAcrossGroups, duplicateWithinGroup, outOfRange, negative
    case emptyGroup, reversedGroup, ofSmallerBlock, ofLargerBlock, throwing

    struct Refusal: Error, CustomStringConvertible {
      var description: String { "I would rather not" }
    }

    func plan(_ count: Int) throws -> Grouping {
      let all = Array(0..<count)
      switch self {
      case .missing: return try Grouping([Array(all.dropLast())], count: count)
      case .missingAll: return try Grouping([], count: count)
      case .duplicateAcrossGroups: return try Grouping([all, [3]], count: count)
      case .duplicateWithinGroup: return try Grouping([[0] + all], count: count)
      case .outOfRange: return try Grouping([all + [count]], count: count)
      case .negative: return try Grouping([[-1] + all], count: count)
      case .emptyGroup: return try Grouping([all, []], count: count)
      case .reversedGroup: return try Grouping([all.reversed()], count: count)
      case .ofSmallerBlock: return .singletons(count - 1)
      case .ofLargerBlock: return .single(count + 1)
      case .throwing: throw Refusal()
      }
    }

    /// Stands in the reason that is recorded.
    var reason: String {
      switch self {
      case .missing: "transaction 29 is in no group"
      case .missingAll: "transaction 0 is in no group"
      case .duplicateAcrossGroups: "transaction 3 is in the groups twice"
      case .duplicateWithinGroup: "transaction 0 is in the groups twice"
      case .outOfRange: "transaction 30 does not exist"
      case .negative: "transaction -1 does not exist"
      case .emptyGroup: "group 1 has no transaction"
      case .reversedGroup: "transaction 28 stands after 29"
      case .ofSmallerBlock: "transaction 29 is in no group"
      case .ofLargerBlock: "transaction 30 does not exist"
      case .throwing: "I would rather not"
      }
    }
  }

  private func expectRejected(_ attempt: AttemptRecord?, _ reason: String) throws {
    let attempt = try #require(attempt)
    #expect(attempt.isRejected)
    #expect(!attempt.isAccepted)
    #expect(attempt.trigger?.name == "plan-rejected")
    #expect(attempt.trigger?.detail.contains(reason) == true, "\(attempt.trigger?.detail ?? "-")")
    #expect(attempt.grouping == nil)
    #expect(attempt.groups.isEmpty)
  }

  @Test(arguments: Fault.allCases, [1, 4])
  func aRejectedPlanFallsToTheNextTier(fault: Fault, workers: Int) throws {
    try MachinePools.lend { machines in
      let stage = try Stage(.open, machines: machines)
      let run = try stage.run(
        PlanStrategy { try fault.plan($0) }, then: ["refined", "sequential"], workers: workers)
      try expectRejected(run.attempts.first, fault.reason)
      #expect(run.accepted?.tier == 1)
      #expect(run.accepted?.label == "refined")
      stage.expectRight(run, "\(fault)")
    }
  }

  @Test(arguments: Fault.allCases)
  func afterARejectedPlanTheTiersRunAsWithoutIt(fault: Fault) throws {
    try MachinePools.lend { machines in
      let stage = try Stage(.hidden, machines: machines)
      let run = try stage.run(PlanStrategy { try fault.plan($0) }, then: ["refined", "sequential"])
      let alone = try stage.run(nil, then: ["refined", "sequential"])
      try expectRejected(run.attempts.first, fault.reason)
      #expect(run.attempts.map(\.tier) == [0, 1, 2])
      #expect(run.accepted?.label == "sequential")
      #expect(run.attempts.dropFirst().map(\.divergence) == alone.attempts.map(\.divergence))
      #expect(run.attempts.dropFirst().map(\.grouping) == alone.attempts.map(\.grouping))
      stage.expectRight(run, "\(fault)")
    }
  }

  @Test func withoutAnExecutableTierNothingIsAccepted() throws {
    try MachinePools.lend { machines in
      let stage = try Stage(.hot, machines: machines)
      let hostile = [Fault.throwing, .missing, .reversedGroup].map { fault in
        Tier(label: fault.rawValue, strategy: PlanStrategy { try fault.plan($0) })
      }
      let run = try stage.runner.run(stage.block, tiers: hostile, options: ExecutionOptions())
      #expect(run.attempts.map(\.isRejected) == [true, true, true])
      #expect(run.accepted == nil)
      #expect(run.result == nil)
      #expect(!run.matchesReference)
    }
  }

  /// Repeating it would give the same plan; limits that make no sense count as one.
  @Test(arguments: [Int.max, 2, 1, 0, -1])
  func aRejectedPlanIsNotAskedForAgain(attemptLimit: Int) throws {
    try MachinePools.lend { machines in
      let stage = try Stage(.hot, machines: machines)
      let hostile = PlanStrategy(attemptLimit: attemptLimit) { try Fault.missing.plan($0) }
      let run = try stage.run(hostile, then: ["sequential"])
      #expect(run.attempts.map(\.tier) == [0, 1])
      stage.expectRight(run, "limit \(attemptLimit)")
    }
  }

  @Test func aStrategyThatOverrunsItsTimeIsLeftBehind() throws {
    let gate = DispatchSemaphore(value: 0)
    // Ends with the test, and by itself if the test does not get there.
    defer { gate.signal() }
    try MachinePools.lend { machines in
      let stage = try Stage(.hot, machines: machines)
      let stalling = PlanStrategy { count in
        _ = gate.wait(timeout: .now() + 60)
        return .singletons(count)
      }
      let run = try stage.run(stalling, then: ["sequential"], groupingTimeLimit: .seconds(1))
      try expectRejected(run.attempts.first, "no plan within 1.0 seconds")
      #expect(run.accepted?.tier == 1)
      stage.expectRight(run, "overrun")
      // The next questions are answered while it is still thinking.
      let next = try stage.run(nil, then: ["refined", "sequential"])
      #expect(next.attempts.allSatisfy { !$0.isRejected })
      stage.expectRight(next, "after the overrun")
    }
  }
}
