import BlockSets
import Experiments
import Records

extension RecipeDescription {
  private struct JSON: Encodable {
    let name: String
    let summary: String
    let purpose: String
    /// As in `generate:` of an experiment.
    let generate: String
    let transactions: [Kind]
    let conflicts: [Conflict]
    let comparison: [ProfileComparison.Figure]?
  }

  private struct Kind: Encodable {
    let kind: String
    let weight: Int
    let share: Double
    let summary: String
    let contracts: [String]
  }

  private struct Conflict: Encodable {
    let resource: String
    let writer: String
    let other: String
    let access: String
  }

  /// The description for programs.
  func json(comparedWith comparison: ProfileComparison?) throws -> String {
    let parameters = recipe.parameters
    let mix = parameters.mix
    let json = JSON(
      name: recipe.name, summary: recipe.summary, purpose: recipe.purpose,
      generate: try ResolvedPlan.generate(parameters),
      transactions: mix.kinds.map { kind in
        Kind(
          kind: kind.rawValue, weight: mix[kind], share: Double(mix[kind]) / Double(mix.total),
          summary: kind.summary, contracts: kind.contracts)
      },
      conflicts: parameters.expectedConflicts.map {
        Conflict(
          resource: $0.resource.rawValue, writer: $0.writer.rawValue, other: $0.other.rawValue,
          access: "\($0.access)")
      }, comparison: comparison?.figures)
    return String(try JSONFile.text(json).dropLast())
  }
}
