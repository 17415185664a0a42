import EthereumTypes
import Scheduling

extension PreparedBlock {
  /// What a strategy could know that had the exact reads: the reference run's accesses.
  package var exactView: BlockView { firstView(for: [.blockAccessList, .attributedReads]) }

  /// The block's true dependencies, by the accesses of the reference run.
  package var dependencies: BlockDependencies {
    let view = exactView
    return BlockDependencies(
      accesses: view.exactAccesses, senders: view.transactions.map(\.sender))
  }
}
