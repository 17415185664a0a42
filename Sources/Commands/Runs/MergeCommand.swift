import ArgumentParser
import Experiments
import Foundation
import Records

extension Shard: ExpressibleByArgument {
  /// Parses `i/n`.
  public init?(argument: String) { self.init(argument) }
}

/// `balbench merge`: puts the shards of a run together.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the shards of a run together.",
    discussion: """
      The runs must be of the same plan, inputs and executable; every cell of the plan must be in \
      one of them, and in one only. The merged run is like one that ran everything.

      EXAMPLES
        balbench run experiments/mainnet.yaml --shard 1/2 --output a
        balbench run experiments/mainnet.yaml --shard 2/2 --output b
        balbench merge a/mainnet/* b/mainnet/* -o results/mainnet/merged

      EXIT CODES
        0  merged
        1  merged, and a cell of the runs had failed
        2  the runs cannot be merged; nothing was written
      """)

  @Argument(help: "The folders of the runs.", completion: .directory)
  var runs: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder to make for the merged run.", valueName: "DIR"),
    completion: .directory)
  var output: String

  @Flag(help: "Print the merged run's folder, its status and summary.csv as JSON.")
  var json = false

  func run() throws {
    guard !FileManager.default.fileExists(atPath: output) else {
      throw CommandFailure(
        .configuration, "\(output): error: it exists already; name a folder to make")
    }
    let folder = RunFolder(path: output)
    let manifest: RunManifest
    do {
      let merge = try RunMerge(of: runs.map { RunFolder(path: $0) })
      if merge.machinesDiffer {
        StandardError.write(
          "warning: the runs come from machines that differ: do not compare their times")
      }
      manifest = try merge.write(to: folder, arguments: CommandLine.arguments)
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
    try RunSummary.show(folder, json: json)
    if manifest.status == .failed { throw CommandFailure(.failedCells) }
  }
}
