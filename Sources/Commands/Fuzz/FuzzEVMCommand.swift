import ArgumentParser
import EthereumTypes
import Experiments
import Foundation
import Fuzzing
import Reports
import Synchronization

/// `balbench fuzz evm`: compares the interpreter's two ways of running a program.
struct FuzzEVMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evm",
    abstract: "Run random programs block by block and opcode by opcode, and compare.",
    discussion: """
      One way is the one of every block: gas and stack are checked for a stretch of code at once, \
      opcodes are fused. The other charges, checks and decodes each opcode alone. Compared are \
      status, gas, refund, output, logs, accounts, storage, what was accessed, and the outermost \
      frame's memory and stack. Each program runs with the gas it was made with and with limits \
      at which its opcodes run out of gas. The first difference ends the run: the program is \
      reduced as far as it still differs, and printed with a command that finds it again.

      Program i has the seed S + i and the fork number (S + i) mod n of the n forks given.

      EXAMPLES
        balbench fuzz evm
        balbench fuzz evm --programs 1000000 --seed 7 --jobs 8
        balbench fuzz evm --programs 100000000 --time-limit 3600 --fork Osaka --fork Amsterdam
        balbench fuzz evm --seed 123456 --programs 1 --fork Cancun --json
      """)

  private static let programRange = 1...Int(Int32.max)

  @Option(help: ArgumentHelp("The seed of the first program.", valueName: "S"))
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("How many programs to run.", valueName: "N"))
  var programs = 10_000

  @Option(
    name: .customLong("fork"),
    help: ArgumentHelp("Only this fork; may be given again. All by default.", valueName: "F"))
  var forks: [Fork] = []

  @OptionGroup var jobs: JobOptions

  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp("Begin no program after SECONDS.", valueName: "SECONDS"))
  var timeLimit: Double?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    try BenchRange.check(programs, in: Self.programRange, "--programs")
    if let timeLimit, !(timeLimit > 0 && timeLimit < 1e9) {
      throw ValidationError("--time-limit is \(timeLimit); use a number of seconds above 0")
    }
  }

  func run() throws {
    let display = Mutex(ProgressDisplay())
    let total = programs
    let deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    let report = FuzzRun(
      seed: seed, programCount: total, forks: forks.isEmpty ? Fork.allCases : forks,
      jobs: jobs.count,
      deadline: deadline
    ).run { done in
      display.withLock {
        $0.update(ProgressLine(title: "fuzz evm", done: done, total: total, unit: "programs"))
      }
    }
    display.withLock { $0.clear() }
    let text = FuzzReportText(report)
    print(json ? try text.json() : text.lines.joined(separator: "\n"))
    if !report.failures.isEmpty { throw CommandFailure(.failedCells) }
  }
}
