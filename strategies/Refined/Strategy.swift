import Scheduling

/// Assumes that a transaction observes the addresses that it loaded in the failed attempts.
public struct Strategy: GroupingStrategy {
  public static let name = "refined"
  public static let version = "1.0"
  public static let summary =
    "a transaction may read what was written at addresses it loaded in a failed attempt"
  public static let optionsSummary =
    "mode: observed (default) | observed-or-known | fixpoint; attempts: 3 (fixpoint only)"
  public static let needs: Set<BlockKnowledge> = [.blockAccessList, .observedReads]

  private let options: Options

  /// Creates the strategy.
  public init(options: Options) {
    self.options = options
  }

  /// Attempts in a row: under `fixpoint`, as many as the options say.
  public var attemptLimit: Int { options.attempts }

  /// Groups as `address-narrowed`, with the addresses that were observed in place of the known
  /// ones for each transaction that ran in a failed attempt.
  public func group(_ block: BlockView) -> Grouping {
    var graph = ConflictGraph(block: block)
    for transaction in block.transactions {
      graph.addStaticReads(of: transaction, in: block)
      let loaded = block.observed?[transaction.index.rawValue].addresses ?? []
      // A transaction that ran loaded its sender at least, so that nothing means: never ran.
      if loaded.isEmpty || options.mode == .observedOrKnown {
        graph.addObservableReadsOfKnownAddresses(by: transaction, in: block)
      }
      for address in loaded { graph.addObservableReads(of: address, by: transaction.index) }
    }
    return graph.grouping()
  }
}
