/// How attempts at a block are executed and judged.
package struct ExecutionOptions: Sendable, Equatable {
  /// Workers that take part, the calling thread included.
  package var workers: Int
  /// Compare the gas sum before anything is sent to the merkleizer.
  package var gasCheckBeforeMerkle: Bool
  /// What is compared with the header.
  package var checks: Set<VerdictCheck>
  /// When account updates go to the merkleizer.
  package var stream: MerkleStream
  /// Compute the state root from the access list's values, in parallel with the execution.
  ///
  /// From Cancun on: before, a block could delete storage that its list says nothing of.
  package var stateRootFromBal: Bool
  /// What is read ahead of the executor.
  package var warmer: WarmerMode
  /// Note when each group and each phase began, and on which thread.
  package var recordsSpans: Bool
  /// How long a strategy may think about one block before its plan is rejected.
  package var groupingTimeLimit: Duration

  package init(
    workers: Int = 1, gasCheckBeforeMerkle: Bool = true,
    checks: Set<VerdictCheck> = Set(VerdictCheck.allCases),
    stream: MerkleStream = .block, stateRootFromBal: Bool = false, warmer: WarmerMode = .off,
    recordsSpans: Bool = true, groupingTimeLimit: Duration = .seconds(5)
  ) {
    self.workers = workers
    self.gasCheckBeforeMerkle = gasCheckBeforeMerkle
    self.checks = checks
    self.stream = stream
    self.stateRootFromBal = stateRootFromBal
    self.warmer = warmer
    self.recordsSpans = recordsSpans
    self.groupingTimeLimit = groupingTimeLimit
  }
}
