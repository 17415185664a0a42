import ArgumentParser
import BlockSets
import Execution
import Experiments
import Foundation
import Reports
import Scheduling

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
    let reader = PlanReader(catalog: BuiltStrategies.all)
    let strategies = try BuiltStrategies.all.map { strategy in
      try reader.strategy(argument: strategy.name, name: "strategy")
    }
    let parameters = WorkloadParameters.mixed(blocks: blocks, transactions: transactions)
    var medians = strategies.map { _ in [UInt64]() }
    try GeneratedBlockSource(parameters).forEachChain { chain in
      let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
      for input in chain.blocks {
        let block = try runner.prepare(input)
        for (number, plan) in strategies.enumerated() {
          medians[number].append(try medianNanoseconds(of: plan.strategy, on: block))
        }
        runner.advance(past: block)
      }
    }
    let figures = zip(strategies, medians).map { plan, medians in
      let sorted = medians.sorted()
      return Figures(
        strategy: plan.name, transactions: transactions,
        medianNanoseconds: sorted.isEmpty ? 0 : sorted[sorted.count / 2],
        worstBlockNanoseconds: sorted.last ?? 0)
    }
    json ? try BenchOutput.printJSON(figures) : show(figures)
  }

  /// Times the strategy alone: the view is made before, and nothing is executed.
  private func medianNanoseconds(
    of strategy: any GroupingStrategy, on block: PreparedBlock
  ) throws -> UInt64 {
    let view = block.firstView(for: type(of: strategy).needs)
    let clock = ContinuousClock()
    var samples: [Duration] = []
    for repetition in 0...repeats {
      let elapsed = try clock.measure { _ = try strategy.group(view) }
      // The first one warms up.
      if repetition > 0 { samples.append(elapsed) }
    }
    let (seconds, attoseconds) = samples.sorted()[samples.count / 2].components
    return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
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
