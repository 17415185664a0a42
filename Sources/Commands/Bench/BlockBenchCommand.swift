import ArgumentParser
import BlockSets
import Execution
import Experiments
import Foundation
import Reports

/// `balbench bench block`: times whole blocks.
struct BlockBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "block",
    abstract: "Time the execution of blocks, in sequence and in groups.",
    discussion: """
      Without a path the blocks are generated: 500 token transfers each, no two of which \
      conflict. Prints medians: execution alone, and with merging and the state root.

      EXAMPLES
        balbench bench block
        balbench bench block ../shared/mainnet/dev --workers 2 --repeats 3
        balbench bench block --strategy 'refined: {mode: fixpoint}' --json
      """)

  private struct Figures: Encodable {
    let strategy: String
    let workers: Int
    let blocks: Int
    let transactions: Int
    let execNanoseconds: Double
    let totalNanoseconds: Double
    let megagasPerSecond: Double
    /// Execution time with one worker / execution time with this many.
    let speedUp: Double?

    private enum CodingKeys: String, CodingKey {
      case strategy, workers, blocks, transactions
      case execNanoseconds = "exec_ns_per_transaction"
      case totalNanoseconds = "total_ns_per_transaction"
      case megagasPerSecond = "exec_mgas_per_s"
      case speedUp = "exec_speed_up_over_one_worker"
    }
  }

  @Argument(
    help: "A block set: a directory, a file or a pattern.",
    completion: .file(extensions: ["json", "gz"]))
  var path: String?

  @Option(
    help: ArgumentHelp("How blocks are grouped.", valueName: "STRATEGY"), completion: .strategies)
  var strategy = "attributed-reads"

  @OptionGroup var options: WorkerBenchOptions

  func run() throws {
    let ways = try ways()
    let source: any BlockSource =
      path.map { BlockFileSource(path: $0) } ?? GeneratedBlockSource(.conflictFree())
    let samples: [BlockSampler.Sample]
    do {
      samples = try BlockSampler(source: source, ways: ways, repeats: options.repeats)
        .samples(say: StandardError.write)
    } catch let error as BlockSetError {
      throw CommandFailure(.configuration, "\(error)")
    }
    guard samples.contains(where: { $0.transactionCount > 0 }) else {
      throw CommandFailure(.configuration, "\(source): error: no block with transactions")
    }
    let figures = figures(samples, of: ways)
    options.json ? try BenchOutput.printJSON(figures) : show(figures, of: source)
  }

  private func ways() throws -> [BlockSampler.Way] {
    let reader = PlanReader(catalog: BuiltStrategies.all)
    do throws(ExperimentFileError) {
      let sequential = try reader.strategy(argument: StrategyPlan.sequentialName, name: "strategy")
      let grouped = try reader.strategy(argument: strategy, name: "--strategy")
      return [BlockSampler.Way(strategy: sequential, workers: 1)]
        + options.workers.map { BlockSampler.Way(strategy: grouped, workers: $0) }
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  private func figures(
    _ samples: [BlockSampler.Sample], of ways: [BlockSampler.Way]
  ) -> [Figures] {
    let transactions = samples.reduce(0) { $0 + $1.transactionCount }
    let gas = samples.reduce(0) { $0 + $1.gasUsed }
    func sum(_ phase: KeyPath<PhaseTimings, UInt64>, _ way: Int) -> Double {
      Double(samples.reduce(0) { $0 + $1.timings[way].median(phase) })
    }
    let single = ways.indices.dropFirst().first { ways[$0].workers == 1 }
    return ways.indices.map { way in
      let exec = sum(\.execNanoseconds, way)
      return Figures(
        strategy: ways[way].strategy.label, workers: ways[way].workers, blocks: samples.count,
        transactions: transactions, execNanoseconds: exec / Double(transactions),
        totalNanoseconds: sum(\.totalNanoseconds, way) / Double(transactions),
        megagasPerSecond: Double(gas) * 1e3 / exec,
        speedUp: way == 0 ? nil : single.map { sum(\.execNanoseconds, $0) / exec })
    }
  }

  private func show(_ figures: [Figures], of source: any BlockSource) {
    var table = TextTable(columns: [
      .init("strategy", alignment: .left), .init("workers"), .init("exec", "µs/tx"),
      .init("exec", "Mgas/s"), .init("total", "µs/tx"), .init("exec", "× 1 worker"),
    ])
    for figure in figures {
      table.add([
        figure.strategy, "\(figure.workers)", BenchOutput.microseconds(figure.execNanoseconds),
        NumberText.decimal(figure.megagasPerSecond, places: 0),
        BenchOutput.microseconds(figure.totalNanoseconds),
        NumberText.decimal(figure.speedUp, places: 2),
      ])
    }
    let first = figures.first
    print("\(source): \(first?.blocks ?? 0) blocks, \(first?.transactions ?? 0) transactions")
    for line in table.lines(width: ComparisonTable.width) { print(line) }
  }
}
