import EVM
import EthereumTypes

/// The account that every transaction pays (algorithms.md, section 5).
enum FeeRecipient {
  /// Whether some transaction saw the fee recipient's balance, or whether it exists, so that
  /// reconciling its balance by differences is unsound and it must count as a resource.
  static func isObserved(in outcomes: [GroupOutcome], of block: ExecutableBlock) -> Bool {
    let address = block.header.feeRecipient
    return outcomes.contains { outcome in
      outcome.failure.map { block.transactions[$0.transaction.rawValue].sender == address } ?? false
        || isObserved(address, in: outcome)
    }
  }

  private static func isObserved(_ address: Address, in outcome: GroupOutcome) -> Bool {
    var startsEmpty: Bool?
    for position in 0..<outcome.resultCount {
      for access in outcome.accounts(at: position) where access.address == address {
        if access.reads.contains(.balance) { return true }
        // Credits cannot make an account empty: only of one that is empty at the block's start
        // can groups see different existence. Who reads it after the first credit sees it exist,
        // and in a group of its own would not.
        let isEmptyAtStart = startsEmpty ?? access.before?.isEmpty ?? true
        startsEmpty = isEmptyAtStart
        if isEmptyAtStart, access.reads.contains(.existence) { return true }
      }
    }
    return false
  }
}
