import Scheduling

/// One group: the block in sequence. The lower end of the scale, and always right.
public struct Strategy: GroupingStrategy {
  public static let name = "sequential"
  public static let version = "1.0"
  public static let summary = "one group that holds the whole block: always right, never parallel"
  public static let needs: Set<BlockKnowledge> = []

  /// Creates the strategy.
  public init(options: NoOptions) {}

  /// Puts every transaction into one group.
  public func group(_ block: BlockView) -> Grouping {
    .single(block.transactionCount)
  }
}
