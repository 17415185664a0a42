import Foundation
import TestSupport
import Testing

/// The commands as the argument parser describes them.
struct CommandTree: Decodable {
  struct Argument: Decodable {
    /// One way to write an option.
    struct Name: Decodable {
      let name: String
    }

    let kind: String
    let names: [Name]?
    let valueName: String?
    let completionKind: [String: CompletionValues]?
  }

  /// What a shell offers for an argument.
  struct CompletionValues: Decodable {
    let values: [String]?
  }

  private struct Dump: Decodable {
    let command: CommandTree
  }

  let commandName: String
  let arguments: [Argument]?
  let subcommands: [CommandTree]?

  /// Every command, by the words that name it, the root by none.
  static func all() throws -> [(path: [String], command: CommandTree)] {
    let dump = try CommandLineRun("--experimental-dump-help", folder: "/tmp")
    let root = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command
    return root.below([]).filter { $0.path != ["help"] }
  }

  private func below(_ path: [String]) -> [(path: [String], command: CommandTree)] {
    [(path, self)] + (subcommands ?? []).flatMap { $0.below(path + [$0.commandName]) }
  }
}
