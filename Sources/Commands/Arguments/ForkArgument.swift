import ArgumentParser
import EthereumTypes
import Experiments

/// The name of a fork on the command line.
enum ForkArgument {
  /// The fork of a name; for another, the names that are meant.
  static func fork(_ name: String) throws -> Fork {
    if let fork = Fork(name: name) { return fork }
    throw ValidationError(
      "unknown fork '\(name)'; "
        + (SpellingSuggestion.phrase(for: name, among: Fork.allCases.map(\.name))
          ?? "known forks: \(Fork.allCases.map(\.name).joined(separator: ", "))"))
  }
}
