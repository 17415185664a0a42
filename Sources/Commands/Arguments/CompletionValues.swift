import ArgumentParser
import BlockSets
import EthereumTypes
import Scheduling

extension CompletionKind {
  /// The names of strategies.
  static var strategies: CompletionKind { .list(BuiltStrategies.all.map { $0.name }) }

  /// The names of recipes.
  static var recipes: CompletionKind { .list(WorkloadRecipe.all.map(\.name)) }

  /// The names of forks.
  static var forks: CompletionKind { .list(Fork.allCases.map(\.name)) }
}
