/// A named set of parameters: `recipe:` in an experiment's `generate:`.
package struct WorkloadRecipe: Sendable {
  /// The name, as in YAML.
  package let name: String
  /// What its blocks are like, in a line.
  package let summary: String
  /// What it is for and how its parameters were chosen.
  package let purpose: String
  /// The parameters; every one of them can be overridden.
  package let parameters: WorkloadParameters

  init(
    _ name: String, _ summary: String, purpose: String, blocks: Int, transactions: Int,
    mix: [WorkloadKind: Int], _ adjust: (inout WorkloadParameters) -> Void = { _ in }
  ) {
    self.name = name
    self.summary = summary
    self.purpose = purpose
    var parameters = WorkloadParameters(
      seed: 1, blocks: blocks, transactions: transactions, mix: WorkloadMix(mix))
    adjust(&parameters)
    parameters.checkRanges()
    self.parameters = parameters
  }

  /// The recipe of a name.
  package static func named(_ name: String) -> WorkloadRecipe? { all.first { $0.name == name } }
}
