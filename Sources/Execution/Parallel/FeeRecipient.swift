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
        || (0..<outcome.resultCount).contains { position in
          outcome.accounts(at: position).contains { $0.address == address && isObserved($0) }
        }
    }
  }

  private static func isObserved(_ access: AccountAccess) -> Bool {
    if access.reads.contains(.balance) { return true }
    // Credits cannot make an account empty: only one that was empty can change its existence.
    return access.reads.contains(.existence) && (access.before?.isEmpty ?? true)
  }
}
