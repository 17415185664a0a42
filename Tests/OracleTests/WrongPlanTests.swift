import BlockSets
import Execution
import Scheduling
import StrategyTestSupport
import TestSupport
import Testing

/// Partitions that cut true dependencies cost an attempt, never a wrong block.
@Suite struct WrongPlanTests {
  /// Every 20th seed makes two kinds of plans on three kinds of blocks.
  private static let seeds = UInt64(0)..<500

  /// A random partition of a block into at most `groupCount` groups.
  private static func randomPlan(
    _ count: Int, groupCount: Int, using random: inout SplitMix64
  ) throws -> Grouping {
    var groups = Array(repeating: [Int](), count: groupCount)
    for transaction in 0..<count {
      groups[Int.random(in: 0..<groupCount, using: &random)].append(transaction)
    }
    return try Grouping(
      groups.filter { !$0.isEmpty }.shuffled(using: &random), count: count)
  }

  /// A random union of the groups that the true dependencies give.
  private static func randomUnion(
    of exact: Grouping, groupCount: Int, using random: inout SplitMix64
  ) throws -> Grouping {
    var groups = Array(repeating: [Int](), count: groupCount)
    for group in exact.groups {
      groups[Int.random(in: 0..<groupCount, using: &random)] += group.map(\.rawValue)
    }
    return try Grouping(
      groups.filter { !$0.isEmpty }.map { $0.sorted() }.shuffled(using: &random),
      count: exact.transactionCount)
  }

  private static func exactGrouping(of stage: Stage) throws -> Grouping {
    try #require(try stage.run(nil, then: ["attributed-reads"]).accepted?.grouping)
  }

  @Test(arguments: StageKind.allCases)
  func randomPartitionsNeverGiveAWrongBlock(kind: StageKind) throws {
    try MachinePools.lend { machines in
      let stage = try Stage(kind, machines: machines)
      var tiers: [Int: Int] = [:]
      for seed in Self.seeds {
        var random = SplitMix64(seed: seed)
        let groupCount = Int.random(in: 2...stage.block.transactionCount, using: &random)
        let plan = try Self.randomPlan(
          stage.block.transactionCount, groupCount: groupCount, using: &random)
        let run = try stage.run(PlanStrategy { _ in plan }, then: ["sequential"], workers: 1)
        check(run, of: plan, on: stage, "seed \(seed), \(kind)")
        tiers[run.accepted?.tier ?? -1, default: 0] += 1
      }
      // Hardly any random partition keeps what belongs together.
      #expect(tiers[1, default: 0] > Self.seeds.count / 2, "\(kind): \(tiers)")
    }
  }

  @Test(arguments: StageKind.allCases)
  func unionsOfExactGroupsAreAcceptedAtOnce(kind: StageKind) throws {
    try MachinePools.lend { machines in
      let stage = try Stage(kind, machines: machines)
      let exact = try Self.exactGrouping(of: stage)
      for seed in Self.seeds {
        var random = SplitMix64(seed: seed)
        let groupCount = Int.random(in: 1...exact.groups.count, using: &random)
        let plan = try Self.randomUnion(of: exact, groupCount: groupCount, using: &random)
        let run = try stage.run(PlanStrategy { _ in plan }, then: ["sequential"], workers: 1)
        check(run, of: plan, on: stage, "seed \(seed), \(kind)")
        #expect(run.accepted?.tier == 0, "seed \(seed), \(kind): \(RunTrace(run))")
      }
    }
  }

  @Test(arguments: StageKind.allCases, UInt64(0)..<20)
  func recordsDoNotDependOnWorkersOrRepetition(kind: StageKind, seed: UInt64) throws {
    try MachinePools.lend { machines in
      let stage = try Stage(kind, machines: machines)
      var random = SplitMix64(seed: seed)
      let plan = try Self.randomPlan(stage.block.transactionCount, groupCount: 8, using: &random)
      let traces = try [1, 1, 2, 4, 4].map { workers in
        RunTrace(
          try stage.run(
            PlanStrategy { _ in plan }, then: ["refined", "sequential"], workers: workers))
      }
      for trace in traces.dropFirst() { #expect(trace == traces[0], "seed \(seed), \(kind)") }
    }
  }

  /// Increments of one counter, each alone: only the first reads what it should.
  @Test(arguments: [1, 2, 4])
  func singletonsOverConflictsFallBack(workers: Int) throws {
    try MachinePools.lend { machines in
      let stage = try Stage(.hot, machines: machines)
      let run = try stage.run(
        PlanStrategy { .singletons($0) }, then: ["sequential"], workers: workers)
      let failed = try #require(run.attempts.first)
      #expect(!failed.isRejected)
      // Writing to a slot that was zero costs more than writing to one that was not.
      #expect(failed.trigger?.name == "gas")
      let counter = WorkloadContracts(tokenCount: 4, pairCount: 3).counter
      #expect(failed.divergence?.resource?.address == counter)
      #expect(failed.divergence?.missedEdge?.resource.address == counter)
      #expect(run.accepted?.label == "sequential")
      stage.expectRight(run, "singletons")
    }
  }

  /// Groups may come in any order: it is only when they are started.
  @Test(arguments: StageKind.allCases)
  func reversedGroupsAreAcceptedAtOnce(kind: StageKind) throws {
    try MachinePools.lend { machines in
      let stage = try Stage(kind, machines: machines)
      let exact = try Self.exactGrouping(of: stage)
      let plan = try Grouping(
        exact.groups.reversed().map { $0.map(\.rawValue) }, count: exact.transactionCount)
      let run = try stage.run(PlanStrategy { _ in plan }, then: ["sequential"], workers: 4)
      #expect(run.accepted?.tier == 0)
      stage.expectRight(run, "\(kind)")
    }
  }

  /// A plan that fails each time is tried as often as its strategy asks, and no oftener.
  @Test func aFailingPlanIsRepeatedUpToItsLimit() throws {
    try MachinePools.lend { machines in
      let stage = try Stage(.hot, machines: machines)
      let stubborn = PlanStrategy(attemptLimit: 3) { .singletons($0) }
      let run = try stage.run(stubborn, then: ["sequential"])
      #expect(run.attempts.map(\.tier) == [0, 0, 0, 1])
      #expect(run.attempts[0].divergence == run.attempts[2].divergence)
      stage.expectRight(run, "stubborn")
    }
  }

  private func check(_ run: BlockRun, of plan: Grouping, on stage: Stage, _ comment: Comment) {
    stage.expectRight(run, comment)
    let partition = Partition(plan)
    guard let first = run.attempts.first, !first.isAccepted else { return }
    #expect(!first.isRejected, comment)
    #expect(run.attempts.count == 2, comment)
    #expect(!partition.isCoarser(than: stage.exact), comment)
    #expect(first.divergence != nil, comment)
    if let edge = first.divergence?.missedEdge {
      #expect(edge.first < edge.second, comment)
      #expect(!partition.unites(edge.first.rawValue, edge.second.rawValue), comment)
      #expect(stage.exact.unites(edge.first.rawValue, edge.second.rawValue), comment)
    }
  }
}
