import Statistics

/// The cells of a plan: every block set with every strategy, worker count, gas check, store and
/// repeat.
package struct ExperimentMatrix: Sendable {
  /// The cells, in the order of the recorded tables.
  package let cells: [Cell]

  /// The matrix of a plan.
  ///
  /// - Parameter digests: The digest of each block set's input; a set without one is absent.
  package init(plan: ExperimentPlan, digests: [String: String], executableDigest: String) throws {
    let resolvedTiers = Dictionary(
      plan.strategies.map { ($0.label, plan.tierSequence(for: $0)) }, uniquingKeysWith: { $1 })
    var cells: [Cell] = []
    for set in plan.blockSets {
      guard let digest = digests[set.name] else { continue }
      for (place, strategy) in plan.strategies.enumerated() {
        for (number, way) in Self.ways(of: plan.execution).enumerated() {
          var cell = Cell(
            blockSet: set.name, strategy: strategy,
            tiers: resolvedTiers[strategy.label] ?? [strategy], workers: way.workers,
            gasCheckBeforeMerkle: way.gasCheck, store: way.store, pipeline: way.pipeline,
            repetition: way.repetition, recordsReference: place == 0 && number == 0,
            recordsConflicts: number == 0)
          cell.key = try CellKey.key(
            of: cell, plan: plan, blockSetDigest: digest, executableDigest: executableDigest)
          cells.append(cell)
        }
      }
    }
    self.cells = cells
  }

  private typealias Way = (
    workers: Int, gasCheck: Bool, store: StorePlan, pipeline: PipelinePlan, repetition: Int
  )

  /// The ways in which every strategy runs every block set.
  private static func ways(of plan: ExecutionPlan) -> [Way] {
    plan.workers.flatMap { workers in
      plan.gasCheckBeforeMerkle.flatMap { gasCheck in
        plan.stores.flatMap { store in
          plan.pipelines.flatMap { pipeline in
            (1...plan.repeats).map { (workers, gasCheck, store, pipeline, $0) }
          }
        }
      }
    }
  }

  /// The cells of a block set, in the order of the recorded tables.
  package func cells(of blockSet: String) -> [Cell] {
    cells.filter { $0.blockSet == blockSet }
  }

  /// The order in which a block is run in the given ways: repeats one after the other, and within
  /// a repeat every way in a seeded order of its own.
  ///
  /// A machine that grows slower (heat, a neighbour) would otherwise slow the same strategy on
  /// every block.
  package static func turns(of cells: [Cell], block: Int, seed: UInt64) -> [Cell] {
    let repeats = Dictionary(grouping: cells, by: \.repetition)
    var turns: [Cell] = []
    for repetition in repeats.keys.sorted() {
      var random = SplitMix64(
        seed: seed ^ (UInt64(truncatingIfNeeded: block) << 32)
          ^ UInt64(truncatingIfNeeded: repetition))
      turns += (repeats[repetition] ?? []).shuffled(using: &random)
    }
    return turns
  }
}
