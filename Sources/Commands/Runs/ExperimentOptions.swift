import ArgumentParser
import Experiments
import Foundation

/// A replacement for a block set's path: `name=PATH`.
struct BlockSetOverride: ExpressibleByArgument {
  let name: String
  let path: String

  init?(argument: String) {
    guard let separator = argument.firstIndex(of: "=") else { return nil }
    name = String(argument[..<separator])
    // The shell expands a tilde at the start of a word only.
    let path = NSString(string: String(argument[argument.index(after: separator)...]))
      .expandingTildeInPath
    guard !name.isEmpty, !path.isEmpty else { return nil }
    self.path =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}

/// The arguments of commands that read an experiment file.
struct ExperimentOptions: ParsableArguments {
  @Option(
    name: .customLong("block-set"),
    help: ArgumentHelp(
      "Read a block set from PATH: a directory, a file or a pattern.", valueName: "name=PATH"))
  var blockSets: [BlockSetOverride] = []

  /// The plan of a file.
  ///
  /// - Throws: A failure with everything that is wrong with it.
  func plan(of file: String) throws(CommandFailure) -> ExperimentPlan {
    do throws(ExperimentFileError) {
      return try read(file)
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  /// The plan of a file, or all its problems one by one.
  func read(_ file: String) throws(ExperimentFileError) -> ExperimentPlan {
    let overrides = Dictionary(blockSets.map { ($0.name, $0.path) }) { $1 }
    return try PlanReader(catalog: BuiltStrategies.all, overrides: overrides).plan(file: file)
  }
}
