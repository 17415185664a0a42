import ArgumentParser
import BlockSets
import Execution
import Experiments
import Foundation
import Reports
import Scheduling
import StrategyCatalog

/// `balbench bench grouping`: times the strategies themselves.
struct GroupingBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grouping",
    abstract: "Time every strategy's grouping of generated blocks.",
    discussion: """
      The blocks are those of experiments/quickstart.yaml. A strategy sees each block as on a \
      first attempt, with nothing observed yet.

      EXAMPLES
        balbench bench grouping
        balbench bench grouping --transactions 1000 --json
      """)

  private struct Figures: Encodable {
    let strategy: String
    let transactions: Int
    let medianNanoseconds: UInt64
    let worstBlockNanoseconds: UInt64

    private enum CodingKeys: String, CodingKey {
      case strategy, transactions
      case medianNanoseconds = "median_ns"
      case worstBlockNanoseconds = "worst_block_ns"
    }
  }

  @Option(help: ArgumentHelp("Transactions a block.", valueName: "N"))
  var transactions = 110

  @Option(help: ArgumentHelp("Blocks.", valueName: "N"))
  var blocks = 10

  @Option(help: ArgumentHelp("Groupings of each block by each strategy.", valueName: "N"))
  var repeats = 50

  @Flag(help: "Print one JSON object a strategy.")
  var json = false

  func validate() throws {
    try BenchRange.check(transactions, in: WorkloadParameters.transactionRange, "--transactions")
    try BenchRange.check(blocks, in: 1...1_000, "--blocks")
    try BenchRange.check(repeats, in: 1...10_000, "--repeats")
  }

  func run() throws {
    let reader = PlanReader()
    let ways = try StrategyCatalog.all.map { strategy in
      BlockSampler.Way(
        strategy: try reader.strategy(argument: strategy.name, name: "strategy"), workers: 1)
    }
    let parameters = WorkloadParameters.mixed(blocks: blocks, transactions: transactions)
    let samples = try BlockSampler(
      source: GeneratedBlockSource(parameters), ways: ways, repeats: repeats
    ).samples(say: StandardError.write)
    let figures = ways.indices.map { way in
      let medians = samples.map { $0.timings[way].median(\.groupsNanoseconds) }.sorted()
      return Figures(
        strategy: ways[way].strategy.name, transactions: transactions,
        medianNanoseconds: medians.isEmpty ? 0 : medians[medians.count / 2],
        worstBlockNanoseconds: medians.last ?? 0)
    }
    json ? try BenchOutput.printJSON(figures) : show(figures)
  }

  private func show(_ figures: [Figures]) {
    var table = TextTable(columns: [
      .init("strategy", alignment: .left), .init("µs a block", "median"), .init("", "worst block"),
    ])
    for figure in figures {
      table.add([
        figure.strategy, BenchOutput.microseconds(Double(figure.medianNanoseconds)),
        BenchOutput.microseconds(Double(figure.worstBlockNanoseconds)),
      ])
    }
    print("grouping of blocks of \(transactions) transactions")
    for line in table.lines(width: ComparisonTable.width) { print(line) }
  }
}
