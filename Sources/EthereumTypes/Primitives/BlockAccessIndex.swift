/// A point of a block's execution as EIP-7928 counts them: 0 before the transactions, *i* + 1 for
/// transaction *i*, and one more than the number of transactions after them.
@frozen
public struct BlockAccessIndex: RawRepresentable, Hashable, Comparable, Sendable {
  /// The number of the point.
  public var rawValue: Int

  /// Creates an index from its number.
  @inlinable @inline(__always)
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// The index of a transaction.
  @inlinable @inline(__always)
  public init(_ transaction: TransactionIndex) {
    self.rawValue = transaction.rawValue &+ 1
  }

  /// The index of the system calls before the transactions.
  @inlinable public static var preExecution: BlockAccessIndex { BlockAccessIndex(rawValue: 0) }

  /// The index of withdrawals and system calls after the transactions.
  @inlinable
  public static func postExecution(transactionCount: Int) -> BlockAccessIndex {
    BlockAccessIndex(rawValue: transactionCount &+ 1)
  }

  /// The transaction of this index, or `nil` outside a block of `transactionCount`.
  @inlinable
  public func transaction(of transactionCount: Int) -> TransactionIndex? {
    rawValue >= 1 && rawValue <= transactionCount
      ? TransactionIndex(rawValue &- 1) : nil
  }

  /// Whether one point comes before another.
  @inlinable @inline(__always)
  public static func < (lhs: BlockAccessIndex, rhs: BlockAccessIndex) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}

extension BlockAccessIndex: CustomStringConvertible {
  /// The number in decimal.
  public var description: String { String(rawValue) }
}
