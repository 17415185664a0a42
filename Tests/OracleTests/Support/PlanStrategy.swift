import Scheduling

/// A strategy that answers with whatever the test says, sound or not.
struct PlanStrategy: GroupingStrategy {
  static let name = "plan"
  static let version = "1"
  static let summary = "what a test says"
  static let needs: Set<BlockKnowledge> = []

  let attemptLimit: Int
  private let plan: @Sendable (Int) throws -> Grouping

  init(options: NoOptions) {
    self.init { .single($0) }
  }

  /// - Parameter plan: Makes the grouping from the number of transactions.
  init(attemptLimit: Int = 1, _ plan: @escaping @Sendable (Int) throws -> Grouping) {
    self.attemptLimit = attemptLimit
    self.plan = plan
  }

  func group(_ block: BlockView) throws -> Grouping { try plan(block.transactionCount) }
}

extension Grouping {
  /// Groups of plain numbers, checked as every strategy's must be.
  init(_ groups: [[Int]], count: Int) throws(GroupingError) {
    try self.init(
      checking: groups.map { $0.map(TransactionIndex.init(rawValue:)) }, transactionCount: count)
  }
}
