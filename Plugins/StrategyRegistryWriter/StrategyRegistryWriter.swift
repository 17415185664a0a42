import Foundation

/// Writes the source file that lists the strategies: `StrategyRegistryWriter OUTPUT MODULE…`.
@main struct StrategyRegistryWriter {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else {
      fatalError("usage: StrategyRegistryWriter OUTPUT MODULE…")
    }
    try source(listing: arguments.dropFirst()).write(
      toFile: output, atomically: true, encoding: .utf8)
  }

  /// The registry as Swift source.
  static func source(listing modules: some Sequence<String>) -> String {
    let imports = modules.map { "import \($0)\n" }.joined()
    let entries = modules.map { "    \($0).Strategy.self,\n" }.joined()
    return """
      // Written by the StrategyRegistry plug-in from the strategies in Package.swift.
      \(imports)import Scheduling

      extension StrategyCatalog {
        static let registered: [any GroupingStrategy.Type] = [
      \(entries)  ]
      }

      """
  }
}
