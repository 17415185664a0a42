/// One transaction's reads and writes of resources.
public struct AccessSet: Equatable, Sendable {
  /// The resources whose value the transaction observes.
  public var reads: [Resource]
  /// The resources that the transaction leaves with another value.
  public var writes: [Resource]

  /// Creates an access set; repeated resources are harmless.
  public init(reads: [Resource] = [], writes: [Resource] = []) {
    self.reads = reads
    self.writes = writes
  }
}
