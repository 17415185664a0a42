/// Transactions that run serially, in block order, on one isolated state.
public typealias TransactionGroup = [TransactionIndex]

/// A partition of a block's transactions: groups run apart from one another.
///
/// Equal if the groups are, whatever they were made for.
public struct Grouping: Sendable {
  /// The groups, in the order in which workers take them up.
  public let groups: [TransactionGroup]
  /// The number of transactions that are partitioned.
  public let transactionCount: Int
  /// Why transactions were put together: a spanning forest of the groups if they come from a
  /// `ConflictGraph`, otherwise empty. Nothing but explanations depends on it.
  public let causes: [ConflictCause]

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
  init(valid groups: [TransactionGroup], transactionCount: Int, causes: [ConflictCause] = []) {
    self.groups = groups
    self.transactionCount = transactionCount
    self.causes = causes
  }

  /// The sets of a partition, ordered by their smallest member, members ascending.
  init(components: DisjointSets, transactionCount: Int, causes: [ConflictCause] = []) {
    var groups: [TransactionGroup] = []
    var positions = Array(repeating: -1, count: transactionCount)
    for transaction in 0..<transactionCount {
      let representative = components.representative(of: transaction)
      if positions[representative] < 0 {
        positions[representative] = groups.count
        groups.append([])
        groups[groups.count - 1].reserveCapacity(components.size(of: representative))
      }
      groups[positions[representative]].append(TransactionIndex(transaction))
    }
    self.init(valid: groups, transactionCount: transactionCount, causes: causes)
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

extension Grouping: Equatable {
  /// Whether both hold the same groups in the same order.
  public static func == (a: Grouping, b: Grouping) -> Bool {
    a.transactionCount == b.transactionCount && a.groups == b.groups
  }
}
