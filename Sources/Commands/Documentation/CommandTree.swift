import ArgumentParser
import Foundation

/// A command as the argument parser describes it: what all documentation is made from.
struct CommandTree: Decodable {
  /// An argument, option or flag.
  struct Argument: Decodable {
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    /// One way to write an option.
    struct Name: Decodable {
      enum Kind: String, Decodable {
        case long, short, longWithSingleDash
      }

      let kind: Kind
      let name: String

      var text: String { (kind == .long ? "--" : "-") + name }
    }

    let kind: Kind
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let allValues: [String]?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool

    /// As it is written on a command line.
    var usage: String {
      switch kind {
      case .positional: "<\(valueName ?? "value")>" + (isRepeating ? "..." : "")
      case .flag: longestName
      case .option: "\(longestName) <\(valueName ?? "value")>" + (isRepeating ? "..." : "")
      }
    }

    /// All its names, with its value.
    var title: String {
      guard kind != .positional else { return usage }
      let names = (names ?? []).map(\.text).sorted { $0.count < $1.count }
      return names.joined(separator: ", ") + (kind == .option ? " <\(valueName ?? "value")>" : "")
    }

    /// What it is, its values and its default.
    var summary: String {
      var text = abstract ?? ""
      if let allValues, !allValues.isEmpty, !allValues.allSatisfy(text.contains) {
        text += " Values: \(allValues.joined(separator: ", "))."
      }
      if let defaultValue { text += " Default: \(defaultValue)." }
      return text
    }

    private var longestName: String {
      (names ?? []).map(\.text).max { $0.count < $1.count } ?? ""
    }
  }

  private struct Dump: Decodable {
    let command: CommandTree
  }

  /// What every command has, and the root alone documents.
  private static let common: Set = ["--help", "--version"]

  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let arguments: [Argument]?
  let subcommands: [CommandTree]?

  /// The tree of the whole command line.
  static func whole() throws -> CommandTree {
    try JSONDecoder().decode(Dump.self, from: Data(Balbench._dumpHelp().utf8)).command
  }

  /// The commands that people see.
  var children: [CommandTree] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// The arguments that are its own.
  var ownArguments: [Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay
        && !(argument.names ?? []).contains { Self.common.contains($0.text) }
    }
  }

  /// How it is called.
  ///
  /// - Parameter path: The words that name it.
  func synopsis(_ path: [String]) -> String {
    let arguments = ownArguments.map { argument in
      argument.isOptional || argument.kind == .flag || argument.defaultValue != nil
        ? "[\(argument.usage)]" : argument.usage
    }
    let command = children.isEmpty ? [] : ["<command>"]
    return (path + arguments + command).joined(separator: " ")
  }
}
