import Scheduling

/// Every transaction alone: the upper end of the scale, right only where nothing conflicts.
public struct Strategy: GroupingStrategy {
  public static let name = "singletons"
  public static let version = "1.0"
  public static let summary = "every transaction alone: right only where nothing conflicts"
  public static let needs: Set<BlockKnowledge> = []

  /// Creates the strategy.
  public init(options: NoOptions) {}

  /// Puts every transaction into a group of its own.
  public func group(_ block: BlockView) -> Grouping {
    .singletons(block.transactionCount)
  }
}
