import Scheduling

/// One step of the retry policy: a strategy, as the experiment names it.
package struct Tier: Sendable {
  /// The name in records; unique within an experiment.
  package let label: String
  package let strategy: any GroupingStrategy

  /// What the strategy is shown.
  var needs: Set<BlockKnowledge> {
    (strategy as? any RemoteStrategy)?.declaredNeeds ?? type(of: strategy).needs
  }

  package init(label: String, strategy: any GroupingStrategy) {
    self.label = label
    self.strategy = strategy
  }
}
