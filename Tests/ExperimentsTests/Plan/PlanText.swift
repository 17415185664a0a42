import Experiments
import Foundation
import TestSupport
import Testing

/// Experiment files for tests.
enum PlanText {
  /// A small file without errors.
  static let small = """
    schema: 1
    name: small
    blockSets:
      - name: set
        generate: {seed: 7, blocks: 2, transactions: 10, mix: {transfer: 1}}
    strategies: [sequential, heuristic]

    """

  /// The plan of a text in the folder `/work`.
  static func plan(_ text: String) throws -> ExperimentPlan {
    try PlanReader(requiresFiles: false).plan(
      bytes: Array(text.utf8), name: "plan.yaml", folder: "/work")
  }

  /// The errors of a text as a terminal shows them.
  static func errors(_ text: String) -> String {
    do {
      _ = try plan(text)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  /// A bundled experiment file.
  static func bundled(_ name: String) throws -> [UInt8] {
    let file = PackageRoot.folder.appending(path: "experiments/\(name).yaml")
    return Array(try Data(contentsOf: file))
  }
}
