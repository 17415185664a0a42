/// How attempts at a block are executed and judged.
package struct ExecutionOptions: Sendable, Equatable {
  /// Workers that take part, the calling thread included.
  package var workers: Int
  /// Compare the gas sum before anything is sent to the merkleizer.
  package var gasCheckBeforeMerkle: Bool
  /// What is compared with the header.
  package var checks: Set<VerdictCheck>
  /// How long a strategy may think about one block before its plan is rejected.
  package var groupingTimeLimit: Duration

  package init(
    workers: Int = 1, gasCheckBeforeMerkle: Bool = true,
    checks: Set<VerdictCheck> = Set(VerdictCheck.allCases),
    groupingTimeLimit: Duration = .seconds(5)
  ) {
    self.workers = workers
    self.gasCheckBeforeMerkle = gasCheckBeforeMerkle
    self.checks = checks
    self.groupingTimeLimit = groupingTimeLimit
  }
}
