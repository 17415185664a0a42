import ArgumentParser
import BlockSets
import Conformance
import EthereumTypes
import Reports
import Synchronization

extension Fork: ExpressibleByArgument {
  /// A fork by a name of the execution-spec-tests, in any case.
  package init?(argument: String) {
    let word = argument.lowercased()
    guard
      let fork = Fork(name: argument)
        ?? Fork.allCases.first(where: { $0.name.lowercased() == word })
    else { return nil }
    self = fork
  }

  /// The names, not the numbers.
  package static var allValueStrings: [String] { allCases.map(\.name) }
}

/// `balbench conformance`: runs Ethereum's own tests.
struct ConformanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conformance",
    abstract: "Run Ethereum blockchain tests and state tests.",
    discussion: """
      Runs every test under the paths (folders, .json and .json.gz files), valid and invalid \
      blocks. Prints how many passed, failed and were skipped by fork, and where each failure \
      first differs. Exits with 1 if one fails.

      EXAMPLES
        balbench conformance .fixtures/amsterdam-bal
        balbench conformance .fixtures --fork Prague --jobs 8
        balbench conformance .fixtures/mainnet-forks --sample 10
        balbench conformance .fixtures/state --json > conformance.json
      """)

  @Argument(help: "Files, folders or patterns.", completion: .file(extensions: ["json", "gz"]))
  var paths: [String]

  @Option(help: ArgumentHelp("Only tests of this fork, and transitions to it.", valueName: "F"))
  var fork: Fork?

  @Option(
    help: ArgumentHelp(
      """
      Only about one case in N, chosen by name: of each folder and fork one in N files, of each \
      fork in a file one in N cases, and at least one of each.
      """, valueName: "N"))
  var sample: Int?

  @OptionGroup var jobs: JobOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample is \(sample); use 1 or more") }
  }

  func run() throws {
    let display = Mutex(ProgressDisplay())
    let report: ConformanceReport
    do throws(BlockSetError) {
      report = try ConformanceRun(
        paths: paths, fork: fork, sample: sample.map(ConformanceSample.init(oneIn:)),
        jobs: jobs.count
      ).run { done, total in
        display.withLock {
          $0.update(
            ProgressLine(title: "conformance", done: done, total: total, unit: "files"))
        }
      }
    } catch {
      display.withLock { $0.clear() }
      throw CommandFailure(.configuration, "\(error)")
    }
    display.withLock { $0.clear() }
    print(json ? try report.json() : report.text())
    if !report.failures.isEmpty { throw CommandFailure(.failedCells) }
  }
}
