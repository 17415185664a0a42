import Scheduling

/// Assumes that a call observes only addresses that are known to belong to its transaction.
public struct Strategy: GroupingStrategy {
  public static let name = "address-narrowed"
  public static let version = "1.0"
  public static let summary = "a call may read what was written at addresses known to belong to it"
  public static let needs: Set<BlockKnowledge> = [.blockAccessList]

  /// Creates the strategy.
  public init(options: NoOptions) {}

  /// Groups by writes, by what transactions announce, and by observable writes at known addresses.
  public func group(_ block: BlockView) -> Grouping {
    var graph = ConflictGraph(block: block)
    for transaction in block.transactions {
      graph.addStaticReads(of: transaction, in: block)
      graph.addObservableReadsOfKnownAddresses(by: transaction, in: block)
    }
    return graph.grouping()
  }
}
