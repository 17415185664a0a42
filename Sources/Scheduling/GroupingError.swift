/// Why a list of groups is no partition of a block.
public enum GroupingError: Error, Equatable, Sendable {
  /// The transaction is in no group.
  case missing(TransactionIndex)
  /// The transaction is in two groups, or twice in one.
  case duplicate(TransactionIndex)
  /// The block has no such transaction.
  case outOfRange(TransactionIndex, transactionCount: Int)
  /// The transaction stands behind a later one of its group.
  case outOfOrder(TransactionIndex, after: TransactionIndex)
  /// The group at this position has no member.
  case emptyGroup(position: Int)
}

extension GroupingError: CustomStringConvertible {
  /// One sentence that names the transaction.
  public var description: String {
    switch self {
    case .missing(let transaction):
      "transaction \(transaction.rawValue) is in no group"
    case .duplicate(let transaction):
      "transaction \(transaction.rawValue) is in the groups twice"
    case .outOfRange(let transaction, let count):
      "transaction \(transaction.rawValue) does not exist: the block has \(count) transactions"
    case .outOfOrder(let transaction, let previous):
      "transaction \(transaction.rawValue) stands after \(previous.rawValue) in its group:"
        + " members keep block order"
    case .emptyGroup(let position):
      "group \(position) has no transaction"
    }
  }
}
