import ArgumentParser
import Foundation
import Reports

/// `balbench bench evm`: times single programs.
struct EVMBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evm",
    abstract: "Time the interpreter on a file of programs.",
    discussion: """
      Each program is one message call on a cold state; times are of the thread's CPU, medians. \
      A program that does not give what its file expects fails the command.

      EXAMPLES
        balbench bench evm ../shared/evm-bench/programs.json
        balbench bench evm programs.json --only snailtracer --min-ms 2000 --json
      """)

  @Argument(help: "The file of programs.", completion: .file(extensions: ["json", "gz"]))
  var file: String

  @Option(help: ArgumentHelp("Only the program of this name.", valueName: "NAME"))
  var only: String?

  @Option(
    name: .customLong("min-ms"),
    help: ArgumentHelp("Take samples of each program for MS milliseconds.", valueName: "MS"))
  var minimumMilliseconds = 500.0

  @Flag(name: .customLong("cold-analysis"), help: "Analyse the code anew for each sample.")
  var isAnalysisCold = false

  @Flag(help: "Print one JSON object a program.")
  var json = false

  func run() throws {
    let programs: [EVMProgram]
    do {
      programs = try EVMProgram.read(file: file).filter { only == nil || $0.name == only }
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
    guard !programs.isEmpty else {
      throw CommandFailure(.configuration, "\(file): error: no program of that name")
    }
    let benchmark = EVMBenchmark(
      minimumMilliseconds: minimumMilliseconds, isAnalysisCold: isAnalysisCold)
    var table = TextTable(columns: [
      .init("program", alignment: .left), .init("ms"), .init("least ms"), .init("Mgas/s"),
      .init("ns/opcode"), .init("result", alignment: .left),
    ])
    var logarithms = 0.0
    var failures = 0
    for program in programs {
      let result = benchmark.run(program)
      if json { print(result.json) }
      logarithms += log(result.nanosecondsPerOpcode)
      failures += result.isExpected ? 0 : 1
      table.add([
        program.name, NumberText.decimal(result.nanoseconds / 1e6, places: 3),
        NumberText.decimal(result.leastNanoseconds / 1e6, places: 3),
        NumberText.decimal(Double(result.outcome.gasUsed) * 1e3 / result.nanoseconds, places: 0),
        NumberText.decimal(result.nanosecondsPerOpcode, places: 2),
        result.isExpected ? "as expected" : "WRONG",
      ])
    }
    if !json {
      for line in table.lines(width: ComparisonTable.width) { print(line) }
      let mean = exp(logarithms / Double(programs.count))
      print("geometric mean: \(NumberText.decimal(mean, places: 2)) ns/opcode")
    }
    if failures > 0 {
      throw CommandFailure(.failedCells, "\(failures) programs did not give what is expected")
    }
  }
}
