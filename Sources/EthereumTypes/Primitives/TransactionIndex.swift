/// The position of a transaction in its block, from 0.
@frozen
public struct TransactionIndex: RawRepresentable, Hashable, Comparable, Sendable {
  /// The position.
  public var rawValue: Int

  /// Creates an index from a position.
  @inlinable @inline(__always)
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Creates an index from a position.
  @inlinable @inline(__always)
  public init(_ position: Int) {
    self.rawValue = position
  }

  /// Whether one transaction comes before another.
  @inlinable @inline(__always)
  public static func < (lhs: TransactionIndex, rhs: TransactionIndex) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}

extension TransactionIndex: CustomStringConvertible {
  /// The position in decimal.
  public var description: String { String(rawValue) }
}
