/// A stretch of time in which one thread was busy with one thing.
package struct Span: Sendable, Equatable {
  /// What was done.
  package enum Phase: String, Sendable, CaseIterable {
    /// The system calls before the first transaction.
    case start
    case warm, groups, exec, merge, send, merkle, verify
    /// Waiting for the merkleizer's root.
    case wait
  }

  /// Who did it.
  package enum Lane: Sendable, Hashable, CustomStringConvertible {
    /// The thread that owns the attempt; it is also worker 0.
    case owner
    /// A worker of the pool, from 0, running a group.
    case worker(Int)
    case warmer
    case merkleizer

    package var description: String {
      switch self {
      case .owner: "owner"
      case .worker(let number): "worker \(number)"
      case .warmer: "warmer"
      case .merkleizer: "merkleizer"
      }
    }
  }

  package let phase: Phase
  package let lane: Lane
  /// The group that was executed, by its place in the grouping.
  package var group: Int?
  /// Nanoseconds from the start of the block's run.
  package let start: UInt64
  package let end: UInt64

  package init(_ phase: Phase, on lane: Lane, group: Int? = nil, from start: UInt64, to end: UInt64)
  {
    self.phase = phase
    self.lane = lane
    self.group = group
    self.start = start
    self.end = end
  }

  /// How long it took, in nanoseconds.
  package var duration: UInt64 { end - start }
}
