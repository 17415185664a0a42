/// The kinds of edges in a conflict graph.
public enum ConflictKind: String, CaseIterable, Sendable {
  /// Both transactions write the resource.
  case writeWrite = "write-write"
  /// The second transaction reads, or is assumed to read, what the first writes.
  case readAfterWrite = "read-after-write"
  /// One account sent both transactions.
  case sameSender = "same-sender"
}

/// Why two transactions share a group.
public struct ConflictCause: Hashable, Sendable {
  /// The kind of the edge.
  public let kind: ConflictKind
  /// What they conflict on; the sender's nonce for `ConflictKind.sameSender`.
  public let resource: Resource
  /// The earlier transaction, the writer of a read-after-write edge.
  public let first: TransactionIndex
  /// The later transaction.
  public let second: TransactionIndex

  /// Describes an edge between two transactions.
  public init(
    kind: ConflictKind, resource: Resource, first: TransactionIndex, second: TransactionIndex
  ) {
    self.kind = kind
    self.resource = resource
    self.first = first
    self.second = second
  }
}

extension ConflictCause: CustomStringConvertible {
  /// The edge in one line, such as `3–7 write-write balance(0x…)`.
  public var description: String {
    "\(first.rawValue)–\(second.rawValue) \(kind.rawValue) \(resource)"
  }
}
