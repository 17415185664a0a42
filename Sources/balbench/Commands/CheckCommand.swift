import ArgumentParser
import Experiments

/// `balbench check`: validates an experiment file.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate an experiment file without running it.",
    discussion: """
      Reports every problem of the file at once, each with its line and column and, for a \
      misspelt word, the word that was probably meant.

      EXAMPLES
        balbench check experiments/quickstart.yaml
        balbench check --resolved experiments/quickstart.yaml
      """)

  @Argument(help: "The experiment file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @OptionGroup var experiment: ExperimentOptions

  @Flag(help: "Print the plan with every default made explicit.")
  var resolved = false

  func run() throws {
    let plan = try experiment.plan(of: file)
    if resolved {
      print(try ResolvedPlan.text(plan), terminator: "")
      return
    }
    let ways =
      plan.strategies.count * plan.execution.workers.count
      * plan.execution.gasCheckBeforeMerkle.count * plan.execution.stores.count
      * plan.execution.pipelines.count
    print("\(file): no errors")
    print("block sets:  \(plan.blockSets.map(\.name).joined(separator: ", "))")
    print("strategies:  \(plan.strategies.map(\.label).joined(separator: ", "))")
    print("tiers:       own attempt, \(plan.tiers.map(\.label).joined(separator: ", "))")
    print("stores:      \(plan.execution.stores.map(\.label).joined(separator: ", "))")
    print("runs:        each block in \(ways) ways, \(plan.execution.repeats) times")
  }
}
