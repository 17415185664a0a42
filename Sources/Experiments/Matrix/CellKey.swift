import Execution
import Records

/// The digest that names a cell's files.
///
/// Known before the cell runs: a resumed run skips the keys whose files exist, a shard takes
/// its part of the keys.
enum CellKey {
  private static let digits = 32

  private struct Strategy: Encodable {
    let name: String
    let version: String
    let options: String

    init(_ plan: StrategyPlan) {
      name = plan.name
      version = plan.version
      options = plan.options.canonicalText
    }
  }

  private struct Content: Encodable {
    let schema = 1
    let blockSet: String
    let blockSetDigest: String
    let tiers: [Strategy]
    let workers: Int
    let gasCheckBeforeMerkle: Bool
    let store: String
    let warmer: String
    let stream: String
    let stateRootFromBal: Bool
    let checks: [String]
    let warmup: Int
    let repetition: Int
    let seed: UInt64
    let executableDigest: String
  }

  static func key(
    of cell: Cell, plan: ExperimentPlan, blockSetDigest: String, executableDigest: String
  ) throws -> String {
    let content = Content(
      blockSet: cell.blockSet, blockSetDigest: blockSetDigest,
      tiers: cell.tiers.map(Strategy.init), workers: cell.workers,
      gasCheckBeforeMerkle: cell.gasCheckBeforeMerkle,
      store: cell.store.label, warmer: cell.pipeline.warmer.rawValue,
      stream: cell.pipeline.stream.rawValue,
      stateRootFromBal: cell.pipeline.stateRootFromBal,
      checks: plan.execution.checks.map(\.name).sorted(),
      warmup: plan.execution.warmup,
      repetition: cell.repetition, seed: plan.seed, executableDigest: executableDigest)
    return String(Digest.hexadecimal(of: try JSONFile.text(content)).prefix(digits))
  }
}
