/// A strategy that plans in another process: its own time is told apart from the way there.
package protocol RemoteStrategy: GroupingStrategy {
  /// What it is given, which the type alone does not say.
  var declaredNeeds: Set<BlockKnowledge> { get }
  /// Within this it answers or throws, its own time limits included.
  var answerLimit: Duration { get }
  /// Partitions the transactions of a block, as `group(_:)` does.
  func plan(_ block: BlockView) throws -> RemotePlan
}

/// A partition from another process.
package struct RemotePlan: Sendable {
  /// The partition.
  package let grouping: Grouping
  /// How long it took to find, the way there and back left out where the process says so.
  package let planningNanoseconds: UInt64

  package init(grouping: Grouping, planningNanoseconds: UInt64) {
    self.grouping = grouping
    self.planningNanoseconds = planningNanoseconds
  }
}
