import Records

/// An experiment as its YAML file states it, with every default made explicit.
package struct ExperimentPlan: Sendable {
  /// The only version of the file's form so far.
  package static let schema = 1
  /// The order of turns when the file gives no seed.
  package static let defaultSeed: UInt64 = 0

  /// The experiment's name, part of its folder's name.
  package var name: String
  /// What the experiment is to find out; may be empty.
  package var question: String
  /// The seed of the order in which strategies take turns.
  package var seed: UInt64
  /// The inputs.
  package var blockSets: [BlockSetPlan]
  /// The strategies to compare.
  package var strategies: [StrategyPlan]
  /// What follows each strategy's own attempt; the last is `sequential`.
  package var tiers: [StrategyPlan]
  /// How blocks are executed.
  package var execution: ExecutionPlan
  /// Figures of elsewhere to stand beside the results.
  package var compareWith: ReferenceFigures?
  /// The folder of results; nil is `results` where the program runs.
  package var output: String?

  /// The tiers that a block passes through under a strategy: its own, then the plan's.
  ///
  /// What follows a sequential tier could only repeat it: that tier's outcome is the truth about
  /// the block, accepted or invalid.
  package func tierSequence(for strategy: StrategyPlan) -> [StrategyPlan] {
    var sequence: [StrategyPlan] = []
    for tier in [strategy] + tiers {
      sequence.append(tier)
      if tier.isSequential { break }
    }
    return sequence
  }
}
