import ArgumentParser
import Experiments
import Records

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
        balbench check --json experiments/quickstart.yaml | jq .errors

      EXIT CODES
        0  the file has no errors
        2  it has some, or cannot be read
      """)

  @Argument(help: "The experiment file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @OptionGroup var experiment: ExperimentOptions

  @Flag(help: "Print the plan with every default made explicit.")
  var resolved = false

  @Flag(help: "Print what would run, or every problem, as JSON.")
  var json = false

  private struct Report: Encodable {
    let file: String
    var errors: [Problem] = []
    var blockSets: [String]?
    var strategies: [String]?
    var tiers: [String]?
    var stores: [String]?
    var ways: Int?
    var repeats: Int?
  }

  private struct Problem: Encodable {
    var line: Int?
    var column: Int?
    var length: Int?
    let message: String
    var suggestion: String?
  }

  func run() throws {
    let plan: ExperimentPlan
    do throws(ExperimentFileError) {
      plan = try experiment.read(file)
    } catch {
      if json { print(try JSONFile.text(report(error)), terminator: "") }
      throw CommandFailure(.configuration, error.description)
    }
    if resolved { return print(try ResolvedPlan.text(plan), terminator: "") }
    let report = report(plan)
    if json { return print(try JSONFile.text(report), terminator: "") }
    func list(_ names: [String]?) -> String { (names ?? []).joined(separator: ", ") }
    print("\(file): no errors")
    print("block sets:  \(list(report.blockSets))")
    print("strategies:  \(list(report.strategies))")
    print("tiers:       own attempt, \(list(report.tiers))")
    print("stores:      \(list(report.stores))")
    print("runs:        each block in \(report.ways ?? 0) ways, \(plan.execution.repeats) times")
  }

  func validate() throws {
    if json, resolved { throw ValidationError("--resolved prints YAML; give it or --json") }
  }

  private func report(_ plan: ExperimentPlan) -> Report {
    let execution = plan.execution
    return Report(
      file: file, blockSets: plan.blockSets.map(\.name), strategies: plan.strategies.map(\.label),
      tiers: plan.tiers.map(\.label), stores: execution.stores.map(\.label),
      ways: plan.strategies.count * execution.workers.count
        * execution.gasCheckBeforeMerkle.count * execution.stores.count * execution.pipelines.count,
      repeats: execution.repeats)
  }

  private func report(_ error: ExperimentFileError) -> Report {
    // A file that could not be read has no places.
    guard !error.diagnostics.isEmpty else {
      return Report(file: file, errors: [Problem(message: error.description)])
    }
    return Report(
      file: file,
      errors: error.diagnostics.map {
        Problem(
          line: $0.mark.line, column: $0.mark.column, length: $0.length, message: $0.message,
          suggestion: $0.suggestion)
      })
  }
}
