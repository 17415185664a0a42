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
      and run.json with everything that the numbers depend on. A run that was killed at whatever \
      moment is completed by --resume; --shard runs a part of the cells, and balbench merge puts \
      the parts together.

      EXAMPLES
        balbench run experiments/quickstart.yaml
        balbench run experiments/mainnet.yaml --block-set mainnet=~/blocks
        balbench run experiments/quickstart.yaml --workers 8 --output /tmp/results
        balbench run --resume results/quickstart/20260223T140509Z-0a1b2c3d
        balbench run experiments/mainnet.yaml --shard 2/3
        balbench run experiments/quickstart.yaml --json | jq -r .results

      EXIT CODES
        0  every cell was recorded
        1  a cell failed; what was recorded stands
        2  the command line, the experiment or an input is wrong
      """)

  @Argument(help: "The experiment file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String?

  @OptionGroup var experiment: ExperimentOptions

  @Option(
    help: ArgumentHelp("Where the folder of results is made.", valueName: "DIR"),
    completion: .directory)
  var output: String?

  @Option(help: ArgumentHelp("Run with N worker threads only.", valueName: "N"))
  var workers: Int?

  @Option(help: ArgumentHelp("Run part i of n of the cells.", valueName: "i/n"))
  var shard: Shard?

  @Option(
    help: ArgumentHelp("Complete the run that is recorded in DIR.", valueName: "DIR"),
    completion: .directory)
  var resume: String?

  @Flag(help: "Print the results' folder, the status and summary.csv as JSON.")
  var json = false

  func validate() throws {
    if let workers, !ExecutionPlan.workerRange.contains(workers) {
      let range = ExecutionPlan.workerRange
      throw ValidationError(
        "--workers is \(workers); use \(range.lowerBound) to \(range.upperBound)")
    }
    guard resume != nil else {
      if file == nil { throw ValidationError("name an experiment file, or a run to --resume") }
      return
    }
    let isAlone =
      file == nil && output == nil && workers == nil && shard == nil
      && experiment.blockSets.isEmpty
    guard isAlone else {
      throw ValidationError("--resume takes everything from the run's folder: name nothing else")
    }
  }

  func run() throws {
    let display = ProgressDisplay()
    let outcome: ExperimentRunner.Outcome
    do {
      outcome = try runner(display).run()
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      display.clear()
      throw CommandFailure(.configuration, "\(error)")
    }
    display.clear()
    try RunSummary.show(outcome.folder, json: json)
    if outcome.manifest.status == .failed { throw CommandFailure(.failedCells) }
  }

  private func runner(_ display: ProgressDisplay) throws -> ExperimentRunner {
    if let resume {
      return ExperimentRunner(
        resuming: try ResumedRun(path: resume, catalog: BuiltStrategies.all),
        watcher: { show($0, on: display) })
    }
    guard let file else { preconditionFailure("the arguments were validated") }
    var plan = try experiment.plan(of: file)
    if let workers { plan.execution.workers = [workers] }
    guard let text = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.configuration, "\(file): error: cannot read the file")
    }
    return ExperimentRunner(
      plan: plan, text: Array(text), resultsFolder: output ?? plan.output ?? "results",
      arguments: CommandLine.arguments, shard: shard, watcher: { show($0, on: display) })
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
