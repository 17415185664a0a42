import ArgumentParser
import BlockSets
import Execution
import Experiments
import Reports

/// `balbench bench instrumentation`: what it costs to know where the time goes.
struct InstrumentationBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "instrumentation",
    abstract: "Time blocks with and without the instruments, side by side.",
    discussion: """
      Runs generated blocks of 500 token transfers, each a group of its own, which is where taking \
      the time of every group costs most. Prints medians over many repeats.

      EXAMPLES
        balbench bench instrumentation
        balbench bench instrumentation --repeats 500 --workers 2 --json
      """)

  private struct Figures: Encodable {
    let workers: Int
    let onNanoseconds: Double
    let offNanoseconds: Double
    /// Time with instruments / time without − 1.
    let overhead: Double

    private enum CodingKeys: String, CodingKey {
      case workers, overhead
      case onNanoseconds = "on_ns_per_block"
      case offNanoseconds = "off_ns_per_block"
    }
  }

  @Option(help: ArgumentHelp("Worker threads.", valueName: "N"))
  var workers = 1

  @Option(help: ArgumentHelp("Runs of each block in each way.", valueName: "N"))
  var repeats = 200

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    try BenchRange.check(workers, in: ExecutionPlan.workerRange, "--workers")
    try BenchRange.check(repeats, in: 1...10_000, "--repeats")
  }

  func run() throws {
    let strategy: StrategyPlan
    do throws(ExperimentFileError) {
      strategy = try PlanReader(catalog: BuiltStrategies.all).strategy(
        argument: "attributed-reads", name: "strategy")
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
    let ways = [true, false].map {
      BlockSampler.Way(strategy: strategy, workers: workers, recordsSpans: $0)
    }
    let samples = try BlockSampler(
      source: GeneratedBlockSource(.conflictFree()), ways: ways, repeats: repeats
    ).samples(say: StandardError.write)
    func time(_ way: Int) -> Double {
      let sum = samples.reduce(0) { $0 + $1.timings[way].median(\.totalNanoseconds) }
      return Double(sum) / Double(samples.count)
    }
    let figures = Figures(
      workers: workers, onNanoseconds: time(0), offNanoseconds: time(1),
      overhead: time(0) / time(1) - 1)
    if json { return try BenchOutput.printJSON([figures]) }
    print(
      "with instruments \(BenchOutput.microseconds(figures.onNanoseconds)) µs a block, without"
        + " \(BenchOutput.microseconds(figures.offNanoseconds)) µs:"
        + " \(NumberText.decimal(100 * figures.overhead, places: 2)) % more")
  }
}
