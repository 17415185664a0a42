import ArgumentParser
import Experiments
import Foundation

/// How much a command does at once.
struct JobOptions: ParsableArguments {
  // No default in the declaration: it would make --help and the pages differ between machines.
  @Option(
    help: ArgumentHelp(
      "How many are run at once; one for each processor unless given.", valueName: "N"))
  var jobs: Int?

  /// The number.
  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    guard let jobs else { return }
    try BenchRange.check(jobs, in: ExecutionPlan.workerRange, "--jobs")
  }
}
