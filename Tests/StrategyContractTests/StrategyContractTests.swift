import BlockSets
import Execution
import Foundation
import Scheduling
import StrategyTestSupport
import Testing

/// What every strategy of the catalog must hold to; a new one is tested by existing.
@Suite struct StrategyContractTests {
  private static func views(
    _ shape: BlockShape, for variant: StrategyVariant
  ) throws -> [BlockView] {
    try ShownViews.complete(shape).all.map { $0.limited(to: variant.type.needs) }
  }

  @Test(arguments: BlockShape.allCases)
  func theShapesAreWhatTheySay(shape: BlockShape) throws {
    let view = try ShownViews.complete(shape).first
    let counts: [BlockShape: Int] = [
      .empty: 0, .oneTransaction: 1, .thousandTransactions: 1000, .creationsOnly: 20,
      .oneSender: 40, .setCode: 20, .accessLists: 20, .mixed: 60,
    ]
    #expect(view.transactionCount == counts[shape])
    let isRetried = shape != .empty && shape != .oneTransaction
    #expect((try ShownViews.complete(shape).retry != nil) == isRetried)
  }

  /// A partition into groups in block order, for every shape, before an attempt and after one.
  @Test(arguments: StrategyVariant.all, BlockShape.allCases)
  func groupsAreAPartition(variant: StrategyVariant, shape: BlockShape) throws {
    for view in try Self.views(shape, for: variant) {
      let grouping = try variant.make().group(view)
      #expect(grouping.transactionCount == view.transactionCount)
      #expect(grouping.groups.allSatisfy { !$0.isEmpty })
      #expect(grouping.groups.allSatisfy { $0 == $0.sorted() })
      let members = grouping.groups.joined().map(\.rawValue).sorted()
      #expect(members == Array(0..<view.transactionCount))
    }
  }

  /// The same view gives the same groups: again, from a new strategy, after other blocks, and from
  /// several tasks at once.
  @Test(arguments: StrategyVariant.all, BlockShape.allCases)
  func groupsAreAFunctionOfTheView(variant: StrategyVariant, shape: BlockShape) async throws {
    let strategy = try variant.make()
    for view in try Self.views(shape, for: variant) {
      let expected = try strategy.group(view)
      #expect(try strategy.group(view) == expected)
      #expect(try variant.make().group(view) == expected)
      for other in BlockShape.allCases where other != .thousandTransactions {
        for view in try Self.views(other, for: variant) { _ = try strategy.group(view) }
      }
      let concurrent = try await withThrowingTaskGroup(of: Grouping.self) { group in
        for _ in 0..<8 { group.addTask { try strategy.group(view) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(concurrent.count == 8)
      #expect(concurrent.allSatisfy { $0 == expected })
    }
  }

  /// Knowledge beyond what is declared changes nothing, so that none of it is read. Reads are
  /// attributed to the wrong transactions here, and observed where nothing ran: whoever looks at
  /// them comes to other groups.
  @Test(arguments: StrategyVariant.all, BlockShape.allCases)
  func nothingBeyondTheDeclaredNeedsIsRead(variant: StrategyVariant, shape: BlockShape) throws {
    let needs = variant.type.needs
    for view in try ShownViews.complete(shape).all {
      let expected = try variant.make().group(view.limited(to: needs))
      for more in [view, view.withMisleadingKnowledge(beyond: needs)] {
        #expect(try variant.make().group(more) == expected)
      }
    }
  }

  /// However good the groups are, the block comes out as in sequence.
  @Test(arguments: StrategyVariant.all, BlockShape.allCases)
  func theTiersEndWithTheSequentialResult(
    variant: StrategyVariant, shape: BlockShape
  ) throws {
    let chain = try shape.chain()
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 2))
    let block = try runner.prepare(try #require(chain.blocks.first))
    let tiers = [
      Tier(label: "own", strategy: try variant.make()),
      Tier(label: "refined", strategy: try StrategyVariant.named("refined").make()),
      Tier(label: "sequential", strategy: try StrategyVariant.named("sequential").make()),
    ]
    let run = try runner.run(
      block, tiers: tiers,
      options: ExecutionOptions(workers: 2, groupingTimeLimit: .seconds(300)))
    #expect(run.accepted != nil)
    #expect(run.matchesReference)
    #expect(run.attempts.allSatisfy { !$0.isRejected })
    #expect(run.result?.encodedReceipts == block.encodedReceipts)
    #expect(run.result?.blockAccessList == block.reference.blockAccessList)
    #expect(run.result?.stateRoot == block.header.stateRoot)
  }

  /// A millisecond of processor time for a transaction is a hundred times what is needed; whoever
  /// is above it is in another class of complexity.
  @Test(arguments: StrategyVariant.all)
  func aThousandTransactionsTakeLessThanASecond(variant: StrategyVariant) throws {
    for view in try Self.views(.thousandTransactions, for: variant) {
      let strategy = try variant.make()
      let began = Self.threadNanoseconds()
      let grouping = try strategy.group(view)
      let elapsed = Self.threadNanoseconds() - began
      #expect(grouping.transactionCount == 1000)
      #expect(elapsed < 1_000_000_000)
    }
  }

  /// Processor time of this thread: other work on the machine does not count.
  private static func threadNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Attempts without end would hold up the experiment.
  @Test(arguments: StrategyVariant.all)
  func attemptsAreFew(variant: StrategyVariant) throws {
    #expect(1...16 ~= (try variant.make().attemptLimit))
  }
}
