/// One way of running a block set: the unit of recording and of resuming.
package struct Cell: Sendable {
  /// The block set's name.
  package let blockSet: String
  /// The strategy under test.
  package let strategy: StrategyPlan
  /// All tiers, the strategy's own first.
  package let tiers: [StrategyPlan]
  /// The number of worker threads.
  package let workers: Int
  /// Whether gas is compared before anything goes to the merkleizer.
  package let gasCheckBeforeMerkle: Bool
  /// The store that its blocks are run from.
  package let store: StorePlan
  /// What runs beside the executor.
  package let pipeline: PipelinePlan
  /// The repeat, from 1.
  package let repetition: Int
  /// Whether the cell records the reference run, for all cells of its block set.
  package let recordsReference: Bool
  /// Whether the cell records its strategy's conflicts, for all ways of running the strategy.
  package let recordsConflicts: Bool
  /// The digest of everything that the cell's results depend on; names its files.
  package internal(set) var key = ""

  /// How the cell runs its block set, as messages name it.
  package var way: String {
    let beside = pipeline.label.isEmpty ? "" : " \(pipeline.label),"
    return "\(strategy.label) with \(workers) worker\(workers == 1 ? "" : "s"),"
      + " store \(store.label),\(beside) repeat \(repetition)"
  }
}
