import Scheduling

/// Assumes that whatever calls may observe anything that the block changed before it.
public struct Strategy: GroupingStrategy {
  public static let name = "heuristic"
  public static let version = "1.0"
  public static let summary = "a call may read every resource written before it in the block"
  public static let needs: Set<BlockKnowledge> = [.blockAccessList]

  /// Creates the strategy.
  public init(options: NoOptions) {}

  /// Groups by writes, by what transactions announce, and by all observable writes for callers.
  public func group(_ block: BlockView) -> Grouping {
    var graph = ConflictGraph(block: block)
    for transaction in block.transactions {
      graph.addStaticReads(of: transaction, in: block)
      if block.mayCall(transaction) { graph.addObservableReads(by: transaction.index) }
    }
    return graph.grouping()
  }
}
