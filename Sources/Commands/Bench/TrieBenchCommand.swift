import ArgumentParser
import Execution
import Experiments
import Reports

/// `balbench bench trie`: times roots and updates of state tries.
struct TrieBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trie",
    abstract: "Time roots and updates of state tries.",
    discussion: """
      Measures the root of 100,000 accounts from nothing; the update of 1,000 accounts in a state \
      of 1,000,000; the update that a block makes of 300 accounts and 600 slots in a state of \
      100,000; and what is left of that block when it came in 100 pieces, hashed as they came. \
      Times are wall time; accounts, slots and keys are the same in each call.

      EXAMPLES
        balbench bench trie
        balbench bench trie --workers 1 --workers 4 --repeats 100
        balbench bench trie --json
      """)

  @OptionGroup var options: WorkerBenchOptions

  func run() throws {
    let results = try TrieBenchmark(repeats: options.repeats, workers: options.workers).results()
    options.json ? try BenchOutput.printJSON(results) : show(results)
  }

  private func show(_ results: [TrieBenchmark.Result]) {
    var table = TextTable(columns: [
      .init("", alignment: .left), .init("state", "accounts"), .init("changed", "accounts"),
      .init("changed", "slots"), .init("workers"), .init("ms", "median"), .init("ms", "least"),
      .init("µs an account", "median"),
    ])
    for result in results {
      table.add([
        result.measurement, "\(result.stateAccounts)", "\(result.accounts)", "\(result.slots)",
        "\(result.workers)", NumberText.decimal(result.medianNanoseconds / 1e6, places: 2),
        NumberText.decimal(result.leastNanoseconds / 1e6, places: 2),
        BenchOutput.microseconds(result.nanosecondsPerAccount),
      ])
    }
    for line in table.lines(width: ComparisonTable.width) { print(line) }
  }
}
