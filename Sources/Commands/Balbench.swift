import ArgumentParser
import Foundation
import Scheduling

/// The command line of the workbench.
package struct Balbench: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "balbench",
    abstract: "Compares schedulers for parallel block execution with block access lists.",
    discussion: """
      Bring blocks, bring a scheduler, and learn whether it is correct, how parallel it is, how \
      often it falls back, and why.

      EXAMPLES
        balbench run experiments/quickstart.yaml
        balbench check my-experiment.yaml
        balbench compare results/quickstart/20260101T120000Z-0123abcd --baseline address-narrowed
        balbench report results/quickstart/20260101T120000Z-0123abcd
        balbench explain --run results/quickstart/20260101T120000Z-0123abcd --block 8
        balbench export results/quickstart/20260101T120000Z-0123abcd --to export
        balbench strategies
        balbench new-strategy my-idea
        balbench recipes describe mint-rush
        balbench blocks capture --rpc http://localhost:8545 --from 23000000 --to 23000099 -o blocks
        balbench blocks verify blocks
        balbench bal show block.bal.json.gz
        balbench timeline results/pipeline/20261126T221723Z-0123abcd --block 3
        balbench trace block.json.gz --tx 4
        balbench fuzz evm --programs 100000
        balbench completions bash

      EXIT CODES
        0  everything went well
        1  a cell of the experiment, a conformance case or a comparison failed
        2  the command line, the experiment file or another input is wrong
      """,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, MergeCommand.self, CompareCommand.self, ReportCommand.self,
      CheckCommand.self, ExplainCommand.self, ExportCommand.self, StrategiesCommand.self,
      NewStrategyCommand.self, RecipesCommand.self, BlocksCommand.self,
      ConformanceCommand.self, BalCommand.self, TimelineCommand.self, TraceCommand.self,
      FuzzCommand.self, BenchCommand.self,
      CompletionsCommand.self, GenerateDocsCommand.self,
    ])

  package init() {}

  /// Runs the command that the arguments name.
  ///
  /// - Parameter strategies: What experiments of this executable can compare, ordered by name.
  package static func main(strategies: [any GroupingStrategy.Type]) {
    BuiltStrategies.use(strategies) {
      do {
        var command = try parseAsRoot()
        try command.run()
      } catch {
        exit(with: error)
      }
    }
  }

  private static func exit(with error: any Error) -> Never {
    if let failure = error as? CommandFailure {
      if !failure.message.isEmpty { StandardError.write(failure.message) }
      Foundation.exit(failure.code.rawValue)
    }
    // The parser's own code for a wrong command line is 64 (sysexits.h); ours is 2.
    guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
    StandardError.write(fullMessage(for: error))
    Foundation.exit(CommandFailure.Code.configuration.rawValue)
  }
}
