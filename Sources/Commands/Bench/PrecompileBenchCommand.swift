import ArgumentParser
import EVM
import EthereumTypes
import Foundation
import Reports

/// `balbench bench precompiles`: times the precompiled contracts that take longest.
struct PrecompileBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "precompiles",
    abstract: "Time signature recovery, pairings and point evaluation.",
    discussion: """
      One call at a time; times are of the thread's CPU, medians. A call that gives a wrong answer \
      fails the command; one that is slower than it should be is marked.

      EXAMPLES
        balbench bench precompiles
        balbench bench precompiles --repeats 1000 --json
      """)

  private struct Figures: Encodable {
    let name: String
    let gas: Int64
    let medianNanoseconds: Double
    let limitNanoseconds: Double

    private enum CodingKeys: String, CodingKey {
      case name, gas
      case medianNanoseconds = "median_ns"
      case limitNanoseconds = "limit_ns"
    }
  }

  @Option(help: ArgumentHelp("Calls of each contract.", valueName: "N"))
  var repeats = 200

  @Flag(help: "Print one JSON object a contract.")
  var json = false

  func validate() throws { try BenchRange.check(repeats, in: 1...100_000, "--repeats") }

  func run() throws {
    guard let samples = PrecompileSample.all else { preconditionFailure("malformed constant") }
    let figures = try samples.map(time)
    json ? try BenchOutput.printJSON(figures) : show(figures)
  }

  private func time(_ sample: PrecompileSample) throws -> Figures {
    let address = Address(word: UInt256(sample.address))
    var output: [UInt8] = []
    var times: [Double] = []
    var gas: Int64 = 0
    for _ in 0..<repeats {
      let start = ThreadClock.nanoseconds()
      let result = sample.input.withUnsafeBytes {
        Precompiles.run(at: address, input: $0, gas: .max, fork: .osaka, output: &output)
      }
      times.append(ThreadClock.nanoseconds() - start)
      guard case .success(let cost) = result, output == sample.output else {
        throw CommandFailure(.failedCells, "\(sample.name) gives a wrong answer")
      }
      gas = cost
    }
    return Figures(
      name: sample.name, gas: gas, medianNanoseconds: times.sorted()[times.count / 2],
      limitNanoseconds: sample.limit * 1e6)
  }

  private func show(_ figures: [Figures]) {
    var table = TextTable(columns: [
      .init("contract", alignment: .left), .init("gas"), .init("ms", "median"),
      .init("ms", "at most"), .init("Mgas/s"), .init("", alignment: .left),
    ])
    for figure in figures {
      let isSlow = figure.medianNanoseconds > figure.limitNanoseconds
      table.add([
        figure.name, "\(figure.gas)",
        NumberText.decimal(figure.medianNanoseconds / 1e6, places: 3),
        NumberText.decimal(figure.limitNanoseconds / 1e6, places: 3),
        NumberText.decimal(Double(figure.gas) * 1e3 / figure.medianNanoseconds, places: 0),
        isSlow ? "SLOW" : "",
      ])
    }
    for line in table.lines(width: ComparisonTable.width) { print(line) }
  }
}
