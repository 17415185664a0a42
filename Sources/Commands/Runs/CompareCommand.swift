import ArgumentParser
import Experiments
import Records
import Reports
import Statistics

/// `balbench compare`: differences between two runs, or the strategies of one, with verdicts.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two recorded runs, or the strategies of one.",
    discussion: """
      Reads what `balbench run` recorded, and runs nothing. Of two runs, RUN_B is judged against \
      RUN_A: the same blocks under the same strategy, options, workers and store, pair by pair. Of \
      one run, every strategy is judged against --baseline. Every metric gets a difference, its \
      interval and a verdict: better, worse, or no difference shown. Says what is only in one run \
      and what their provenance differs in; times of machines that differ, and of debug builds, \
      get no verdict. docs/statistics.md says exactly what is computed.

      EXAMPLES
        balbench compare results/mainnet/20260101T120000Z-0123abcd results/mainnet/20260102T…
        balbench compare RUN --baseline address-narrowed
        balbench compare RUN_A RUN_B --strategy refined --metric total --metric exec
        balbench compare RUN_A RUN_B --confidence 0.99 --fail-on-worse
        balbench compare RUN_A RUN_B --json | jq '.differences[] | select(.verdict == "worse")'

      METRICS
        \(Metric.all.map(\.name).joined(separator: ", "))

      EXIT CODES
        0  compared
        1  compared, and something is worse, with --fail-on-worse
        2  the command line is wrong, or the runs cannot be compared
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder of the run compared with, and of the run that is judged; or of one run.",
      valueName: "RUN"), completion: .directory)
  var runs: [String]

  @Option(
    help: ArgumentHelp(
      "With one run: the strategy that the others are compared with, by label or name; the first"
        + " that is not sequential unless given.", valueName: "S"),
    completion: .strategies)
  var baseline: String?

  @Option(
    help: ArgumentHelp("Only this metric; may be repeated.", valueName: "M"),
    completion: .list(Metric.all.map(\.name)))
  var metric: [String] = []

  @Option(
    help: ArgumentHelp(
      "Judge only this strategy, by label or name; may be repeated.", valueName: "S"),
    completion: .strategies)
  var strategy: [String] = []

  @Option(
    help: ArgumentHelp(
      "How sure intervals are meant to be, \(Confidence.range.lowerBound) to"
        + " \(Confidence.range.upperBound).", valueName: "SHARE"))
  var confidence = Confidence.standard.share

  @Flag(help: "Write JSON instead of tables.")
  var json = false

  @Flag(help: "End with exit code 1 if anything is worse.")
  var failOnWorse = false

  func validate() throws {
    guard (1...2).contains(runs.count) else {
      throw ValidationError("\(runs.count) runs are given; name one or two")
    }
    if runs.count == 2, baseline != nil {
      throw ValidationError(
        "--baseline compares the strategies of one run; two are given (RUN_A is the baseline)")
    }
    if Confidence(confidence) == nil {
      throw ValidationError(
        "--confidence is \(confidence); use \(Confidence.range.lowerBound) to"
          + " \(Confidence.range.upperBound), such as 0.95")
    }
    for name in metric where Metric.named(name) == nil {
      let known = Metric.all.map(\.name)
      let suggestion = SpellingSuggestion.phrase(for: name, among: known).map { "; " + $0 } ?? ""
      throw ValidationError(
        "unknown metric '\(name)'\(suggestion)\nthere is \(known.joined(separator: ", "))")
    }
  }

  func run() throws {
    let comparison: Comparison
    do {
      comparison = try compared()
    } catch let error as ComparisonError {
      throw CommandFailure(.configuration, "error: \(error)" + suggestion(for: error))
    } catch {
      throw CommandFailure(.configuration, "\(error)\nexpected the folder of a run that has ended")
    }
    let (old, new) = (runs[0], runs[runs.count - 1])
    if json {
      print(try ComparisonJSON(comparison, baseline: old, candidate: new).text())
    } else {
      for line in ComparisonText(comparison, baseline: old, candidate: new).lines { print(line) }
    }
    if failOnWorse, comparison.differences.contains(where: { $0.verdict == .worse }) {
      throw CommandFailure(.failedCells)
    }
  }

  private func compared() throws -> Comparison {
    var choice = Comparison.Choice()
    if !metric.isEmpty { choice.metrics = metric.compactMap(Metric.named) }
    choice.strategies = strategy
    choice.confidence = Confidence(confidence) ?? .standard
    let measured = try runs.map {
      try MeasuredRun(folder: RunFolder(path: $0), metrics: choice.metrics)
    }
    return measured.count == 2
      ? try Comparison(measured[1], with: measured[0], choice)
      : try Comparison(strategiesOf: measured[0], with: baseline, choice)
  }

  private func suggestion(for error: ComparisonError) -> String {
    guard case .unknown(_, let given, let known) = error,
      let phrase = SpellingSuggestion.phrase(for: given, among: known)
    else { return "" }
    return "; \(phrase)"
  }
}
