import ArgumentParser
import Experiments
import Foundation
import Reports
import Scheduling

/// `balbench strategies`: lists what experiments can compare.
struct StrategiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strategies",
    abstract: "List the strategies: name, version, needs, options, summary.",
    discussion: """
      What a strategy needs is the knowledge it is given about a block; one that needs \
      attributed-reads is hypothetical, for no client has them before it runs the block.

      EXAMPLES
        balbench strategies
        balbench strategies --json
      """)

  private struct Entry: Encodable {
    let name: String
    let version: String
    let summary: String
    let needs: [String]
    let options: String
    let optionKeys: [OptionKey]
  }

  private struct OptionKey: Encodable {
    let name: String
    let type: String
    let choices: [String]
  }

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let entries = BuiltStrategies.all.map { Self.entry($0) }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(entries), as: UTF8.self))
      return
    }
    for (position, entry) in entries.enumerated() {
      if position > 0 { print() }
      print("\(entry.name) \(entry.version)")
      print("  \(entry.summary)")
      print("  needs:   \(entry.needs.isEmpty ? "nothing" : entry.needs.joined(separator: ", "))")
      print("  options: \(entry.options)")
    }
  }

  private static func entry<Strategy: GroupingStrategy>(_ strategy: Strategy.Type) -> Entry {
    Entry(
      name: strategy.name, version: strategy.version, summary: strategy.summary,
      needs: strategy.needs.map(\.rawValue).sorted(), options: strategy.optionsSummary,
      optionKeys: YAMLNodeDecoder.keys(of: Strategy.Options.self).map {
        OptionKey(name: $0.name, type: $0.type, choices: $0.choices)
      })
  }
}
