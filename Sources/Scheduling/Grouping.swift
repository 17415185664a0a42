/// Transactions that run serially, in block order, on one isolated state.
public typealias TransactionGroup = [TransactionIndex]

/// A partition of a block's transactions: groups run apart from one another.
public struct Grouping: Equatable, Sendable {
  /// The groups, in the order in which workers take them up.
  public let groups: [TransactionGroup]
  /// The number of transactions that are partitioned.
  public let transactionCount: Int

  /// Checks that the groups are a partition with members in block order.
  public init(checking groups: [TransactionGroup], transactionCount: Int) throws(GroupingError) {
    var isPlaced = Array(repeating: false, count: transactionCount)
    for (position, group) in groups.enumerated() {
      guard var previous = group.first else { throw .emptyGroup(position: position) }
      for transaction in group {
        guard isPlaced.indices.contains(transaction.rawValue) else {
          throw .outOfRange(transaction, transactionCount: transactionCount)
        }
        guard !isPlaced[transaction.rawValue] else { throw .duplicate(transaction) }
        guard transaction >= previous else { throw .outOfOrder(transaction, after: previous) }
        isPlaced[transaction.rawValue] = true
        previous = transaction
      }
    }
    if let missing = isPlaced.firstIndex(of: false) {
      throw .missing(TransactionIndex(rawValue: missing))
    }
    self.init(valid: groups, transactionCount: transactionCount)
  }

  /// Takes over groups that are a partition by construction.
  init(valid groups: [TransactionGroup], transactionCount: Int) {
    self.groups = groups
    self.transactionCount = transactionCount
  }

  /// All transactions in one group: the block in sequence.
  public static func single(_ transactionCount: Int) -> Grouping {
    let all = (0..<transactionCount).map(TransactionIndex.init(rawValue:))
    return Grouping(valid: all.isEmpty ? [] : [all], transactionCount: transactionCount)
  }

  /// Every transaction in a group of its own.
  public static func singletons(_ transactionCount: Int) -> Grouping {
    let groups = (0..<transactionCount).map { [TransactionIndex(rawValue: $0)] }
    return Grouping(valid: groups, transactionCount: transactionCount)
  }

  /// Checks that the grouping is one of a block of so many transactions: a strategy may have
  /// returned a partition of something else.
  package func validate(transactionCount expected: Int) throws(GroupingError) {
    if transactionCount < expected { throw .missing(TransactionIndex(rawValue: transactionCount)) }
    if transactionCount > expected {
      throw .outOfRange(TransactionIndex(rawValue: expected), transactionCount: expected)
    }
  }
}
