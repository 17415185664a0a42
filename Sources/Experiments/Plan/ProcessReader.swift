import Foundation
import ProcessStrategies
import Scheduling

/// Reads the options of `process:`, a strategy in a process of its own.
struct ProcessReader {
  private static let versionDigits = 16

  /// The folder that relative paths start from.
  let folder: String
  /// Names that mean strategies of this build.
  let taken: [String]
  let diagnostics: Diagnostics

  /// The strategy of a node; nil, and reported, if anything is wrong with it.
  func plan(_ node: YAMLNode) -> StrategyPlan? {
    guard var reader = MappingReader(node, subject: "process", diagnostics: diagnostics) else {
      return nil
    }
    let before = diagnostics.count
    let command = reader.required("command").flatMap { self.command($0, reader) }
    let workingDirectory = reader.optional("workingDirectory", as: String.self).map {
      PlanNames.absolute($0, from: folder)
    }
    let name = reader.optional("name").flatMap(self.name)
    let timeout = reader.optional("timeout_s", in: ProcessOptions.secondsRange)
    let startTimeout = reader.optional("start_timeout_s", in: ProcessOptions.secondsRange)
    let needs = reader.optional("needs").map { node in
      reader.oneOrMore(node, key: "needs") { need($0, reader) }
    }
    let parameters = reader.optional("options").flatMap(self.parameters) ?? .mapping([])
    reader.finish()
    guard diagnostics.count == before, let command else { return nil }
    let options = ProcessOptions(
      name: name ?? Self.name(of: command), command: command,
      workingDirectory: workingDirectory ?? PlanNames.absolute(".", from: folder),
      timeoutSeconds: timeout ?? ProcessOptions.defaultTimeoutSeconds,
      startTimeoutSeconds: startTimeout ?? ProcessOptions.defaultStartTimeoutSeconds,
      needs: Set(needs ?? [.blockAccessList]), parameters: parameters.json)
    return StrategyPlan(
      process: options, version: Self.version(of: options),
      options: Self.canonical(options, parameters))
  }

  private func command(_ node: YAMLNode, _ reader: MappingReader) -> [String]? {
    let words = reader.items(of: node, key: "command").map {
      reader.decode(String.self, from: $0, key: "command")
    }
    guard let first = words.first, first != "" else {
      if !words.isEmpty { diagnostics.report(node, "'command' names no program") }
      return nil
    }
    return words.contains(nil) ? nil : words.compactMap(\.self)
  }

  private func name(_ node: YAMLNode) -> String? {
    guard let name = PlanNames.name(of: node, key: "name", diagnostics: diagnostics) else {
      return nil
    }
    guard !taken.contains(name) else {
      diagnostics.report(node, "'\(name)' is a strategy of this build: choose another name")
      return nil
    }
    return name
  }

  private func need(_ node: YAMLNode, _ reader: MappingReader) -> BlockKnowledge? {
    guard let word = reader.decode(String.self, from: node, key: "needs") else { return nil }
    if let need = BlockKnowledge(rawValue: word) { return need }
    diagnostics.report(
      .unknownChoice(word, of: BlockKnowledge.allCases.map(\.rawValue), at: node))
    return nil
  }

  private func parameters(_ node: YAMLNode) -> OptionValue? {
    guard case .mapping = node.content else {
      diagnostics.report(.unexpected(node, expected: "the options of the process as a mapping"))
      return nil
    }
    return OptionValue(node)
  }

  /// The last file that the command names, without its ending, as far as a name may hold it.
  private static func name(of command: [String]) -> String {
    let word = command.last { !$0.hasPrefix("-") } ?? command[0]
    let file = ((word as NSString).lastPathComponent as NSString).deletingPathExtension
    let plain = file.unicodeScalars.map { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-": Character(scalar)
      default: Character("-")
      }
    }
    return "process-" + String(plain.prefix(40))
  }

  /// The digest of the files that the command names.
  private static func version(of options: ProcessOptions) -> String {
    let digests = options.command.compactMap { word in
      Digest.hexadecimal(
        ofFile: PlanNames.absolute(word, from: options.workingDirectory))
    }
    guard !digests.isEmpty else { return "unknown" }
    let all = digests.count == 1 ? digests[0] : Digest.hexadecimal(of: digests.joined())
    return "sha256-" + all.prefix(versionDigits)
  }

  private static func canonical(
    _ options: ProcessOptions, _ parameters: OptionValue
  ) -> OptionValue {
    .mapping([
      "command": .list(options.command.map { .string($0) }),
      "name": .string(options.name),
      "needs": .list(options.needs.map { .string($0) }),
      "options": parameters,
      "start_timeout_s": .number(options.startTimeoutSeconds),
      "timeout_s": .number(options.timeoutSeconds),
      "workingDirectory": .string(options.workingDirectory),
    ])
  }
}
