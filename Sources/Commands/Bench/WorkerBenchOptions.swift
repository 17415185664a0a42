import ArgumentParser
import Experiments

/// What the benchmarks that run on several threads have in common.
struct WorkerBenchOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Worker threads; may be given several times.", valueName: "N"))
  var workers = [1, 2]

  @Option(help: ArgumentHelp("Runs that are measured; one more comes first.", valueName: "N"))
  var repeats = 25

  @Flag(help: "Print one JSON object a line instead of a table.")
  var json = false

  func validate() throws {
    for count in workers {
      try BenchRange.check(count, in: ExecutionPlan.workerRange, "--workers")
    }
    try BenchRange.check(repeats, in: 1...10_000, "--repeats")
  }
}
