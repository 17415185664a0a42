import ArgumentParser
import Experiments
import Foundation
import Records
import Reports

/// `balbench run`: runs an experiment and prints its comparison.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run an experiment, record it and compare its strategies.",
    discussion: """
      Every block is executed in sequence first, as the reference; then under every strategy, \
      worker count and repeat of the experiment. Results go to \
      results/<experiment>/<time>-<plan>/: tidy CSV tables that datapackage.json describes, \
      and run.json with everything that the numbers depend on.

      EXAMPLES
        balbench run experiments/quickstart.yaml
        balbench run experiments/mainnet.yaml --block-set mainnet=~/blocks
        balbench run experiments/quickstart.yaml --workers 8 --output /tmp/results
      """)

  @OptionGroup var experiment: ExperimentOptions

  @Option(help: ArgumentHelp("Where the folder of results is made.", valueName: "DIR"))
  var output: String?

  @Option(help: ArgumentHelp("Run with N worker threads only.", valueName: "N"))
  var workers: Int?

  func validate() throws {
    guard let workers, !ExecutionPlan.workerRange.contains(workers) else { return }
    let range = ExecutionPlan.workerRange
    throw ValidationError(
      "--workers is \(workers); use \(range.lowerBound) to \(range.upperBound)")
  }

  func run() throws {
    var plan = try experiment.plan()
    if let workers { plan.execution.workers = [workers] }
    guard let text = FileManager.default.contents(atPath: experiment.file) else {
      throw CommandFailure(.configuration, "\(experiment.file): error: cannot read the file")
    }
    let display = ProgressDisplay()
    let runner = ExperimentRunner(
      plan: plan, text: Array(text), resultsFolder: output ?? plan.output ?? "results",
      arguments: CommandLine.arguments,
      watcher: { show($0, on: display) })
    let outcome: ExperimentRunner.Outcome
    do {
      outcome = try runner.run()
    } catch {
      display.clear()
      throw CommandFailure(.configuration, "\(error)")
    }
    display.clear()
    let run = try RecordedRun(folder: outcome.folder)
    for line in ComparisonTable(run).lines { print(line) }
    if let table = ReferenceTable(run, blocks: try RecordedRun.blocks(of: outcome.folder)) {
      print()
      for line in table.lines { print(line) }
    }
    print("\nresults: \(outcome.folder.path)")
    if outcome.manifest.status == .failed { throw CommandFailure(.failedCells) }
  }

  private func show(_ event: RunEvent, on display: ProgressDisplay) {
    switch event {
    case .absent(let blockSet, let reason):
      display.say("block set \(blockSet) is not there and is left out: \(reason)")
    case .started(let folder): display.say("recording to \(folder.path)")
    case .filling(let blockSet, let reason):
      display.say("filling the store of block set \(blockSet): \(reason)")
    case .warning(let blockSet, let message): display.say("warning: \(blockSet): \(message)")
    case .strategySaid(let strategy, let line): display.say("[\(strategy)] \(line)")
    case .progressed(let blockSet, let done, let total):
      display.update(ProgressLine(title: blockSet, done: done, total: total, unit: "runs"))
    // Real blocks bring many of these; the comparison counts them by their reasons.
    case .unsupported: break
    case .failed(let incident):
      let blockSet = incident.blockSet.map { $0 + ": " } ?? ""
      display.say("FAILED: \(blockSet)\(incident.subject): \(incident.message)")
    }
  }
}
