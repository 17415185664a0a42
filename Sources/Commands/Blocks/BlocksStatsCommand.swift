import ArgumentParser
import BlockSets
import Execution

/// `balbench blocks stats`: what decides how parallel a set's blocks are.
struct BlocksStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Show what decides parallelism: size, senders, dependencies, hot resources.",
    discussion: """
      Executes every block in sequence and reads its true dependencies. An edge is a pair of \
      transactions of which the second waits for the first: because one account sent both, else \
      because it reads what the first wrote last, else because both write it. Groups are what \
      edges connect; the critical path is the chain of waits with the most gas.

      EXAMPLES
        balbench blocks stats mint-rush
        balbench blocks stats ../shared/mainnet/dev --svg dev.svg
        balbench blocks stats my-set --json > stats.json
      """)

  @OptionGroup var input: BlockSetInput

  @Flag(help: "Print JSON, one row a block.")
  var json = false

  @Option(
    help: ArgumentHelp("Draw a bar for every block into FILE.", valueName: "FILE"),
    completion: .file(extensions: ["svg"]))
  var svg: String?

  func run() throws {
    try BlockSetInput.reading {
      let collection = try BlockStatistics.collect(
        from: input.source, progress: try input.progress("stats"))
      for omission in collection.omissions { StandardError.write("left out: \(omission)") }
      guard !collection.blocks.isEmpty else {
        throw CommandFailure(
          .configuration, "\(input.path): error: no block that can be executed")
      }
      let report = BlockStatisticsReport(collection, of: input.path)
      if let svg { try OutputFile.write(Array(report.svg.utf8), to: svg) }
      if json { return try report.printJSON() }
      for line in report.lines { print(line) }
    }
  }
}
