import BlockSets
import Execution
import Foundation
import ProcessStrategies
import Scheduling
import StrategyTestSupport
import TestSupport
import Testing

/// The example of a strategy in another language, held to what it says of itself.
@Suite(.enabled(if: Python.isThere, "there is no python3")) struct PythonStrategyTests {
  private func strategy(_ parameters: String = "{}") -> ProcessStrategy {
    ProcessStrategy(
      options: ProcessOptions(
        name: "conflict-graph-py", command: ["python3", "conflict_graph.py"],
        workingDirectory: PackageRoot.folder.appending(path: "strategies/external/python").path,
        timeoutSeconds: 60, parameters: parameters))
  }

  /// Two programs in two languages come to the same groups.
  @Test func itPlansAsAddressNarrowed() throws {
    let (strategy, original) = (strategy(), try StrategyVariant.named("address-narrowed").make())
    for shape in BlockShape.allCases {
      for view in try ShownViews.complete(shape).all {
        let view = view.limited(to: strategy.declaredNeeds)
        #expect(try strategy.group(view) == original.group(view), "\(shape)")
      }
    }
  }

  @Test func lessIsAssumedWhereTheOptionSaysSo() throws {
    let view = try ShownViews.complete(.creationsOnly).first
    let (narrowed, announced) = (strategy(), strategy(#"{"reads":"announced"}"#))
    let coarse = Partition(try narrowed.group(view))
    let fine = Partition(try announced.group(view))
    #expect(coarse.isCoarser(than: fine))
  }

  @Test func aWrongOptionIsAnsweredWithWhatThereIs() throws {
    let error = #expect(throws: ProcessFailure.self) {
      try strategy(#"{"reads":"everything"}"#).group(ShownViews.complete(.oneTransaction).first)
    }
    let said = "\(try #require(error))"
    #expect(said.contains("expected announced or known-addresses"), "\(said)")
  }

  /// The block comes out as in sequence, and the way to the process is told apart.
  @Test(arguments: BlockShape.allCases) func itRunsAsATier(shape: BlockShape) throws {
    let attempt = try ProcessTiers.run(shape, strategy()).attempts[0]
    #expect(!attempt.isRejected)
    #expect((attempt.timings.transportNanoseconds ?? 0) > 0)
  }
}

/// How a plan that a process failed to make is recorded.
@Suite struct RejectedProcessTests {
  @Test func aCrashIsARejectedPlan() throws {
    let strategy = ProcessStrategy(
      options: ProcessOptions(
        name: "crash", command: ["sh", "-c", "read -r line; echo ouch >&2; exit 7"],
        workingDirectory: "/"))
    let run = try ProcessTiers.run(.mixed, strategy)
    #expect(run.attempts.count > 1)
    let attempt = run.attempts[0]
    #expect(attempt.isRejected)
    #expect(attempt.trigger?.name == "plan-rejected")
    #expect(
      attempt.trigger?.detail
        == "the process ended with exit code 7, awaiting the handshake; its last words: ouch")
    #expect(String(decoding: strategy.errors.take().bytes, as: UTF8.self) == "ouch\n")
  }
}

/// Runs of a block under a process, then in sequence.
private enum ProcessTiers {
  static func run(_ shape: BlockShape, _ strategy: ProcessStrategy) throws -> BlockRun {
    let chain = try shape.chain()
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 2))
    let block = try runner.prepare(try #require(chain.blocks.first))
    let sequential = try StrategyVariant.named("sequential").make()
    let run = try runner.run(
      block,
      tiers: [
        Tier(label: "own", strategy: strategy), Tier(label: "sequential", strategy: sequential),
      ], options: ExecutionOptions(workers: 2))
    #expect(run.accepted != nil)
    #expect(run.matchesReference)
    return run
  }
}
