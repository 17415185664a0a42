import Execution

/// How an experiment's blocks are executed: `execution:` in the YAML.
package struct ExecutionPlan: Equatable, Sendable {
  /// The most worker threads.
  package static let workerRange = 1...256
  /// How often a cell may be repeated.
  package static let repeatRange = 1...1_000
  /// How many unrecorded runs may come first.
  package static let warmupRange = 0...100

  /// The worker counts to run with.
  package var workers = [1]
  /// How often every block is run in every way.
  package var repeats = 1
  /// Whether gas is compared before anything goes to the merkleizer; both to compare the two.
  package var gasCheckBeforeMerkle = [true]
  /// What is read ahead of the executor; several to compare.
  package var warmers = [WarmerMode.off]
  /// When account updates go to the merkleizer; several to compare.
  package var streams = [MerkleStream.block]
  /// Whether the state root is computed from the access list's values; both to compare the two.
  package var stateRootFromBal = [false]
  /// The stores that runs read the parent's state from.
  package var stores = [StorePlan.memory]
  /// Whether it is recorded who did what when, for `balbench timeline`.
  package var spans = false
  /// What the verdict compares.
  package var checks = VerdictCheck.allCases
  /// Unrecorded runs of a block set's first block before the recorded ones.
  package var warmup = 1

  package init() {}

  /// The options of one cell.
  func options(of cell: Cell) -> ExecutionOptions {
    ExecutionOptions(
      workers: cell.workers, gasCheckBeforeMerkle: cell.gasCheckBeforeMerkle,
      checks: Set(checks), stream: cell.pipeline.stream,
      stateRootFromBal: cell.pipeline.stateRootFromBal, warmer: cell.pipeline.warmer)
  }

  /// The ways of running warmer and merkleizer.
  package var pipelines: [PipelinePlan] {
    warmers.flatMap { warmer in
      streams.flatMap { stream in
        stateRootFromBal.map {
          PipelinePlan(warmer: warmer, stream: stream, stateRootFromBal: $0)
        }
      }
    }
  }
}
