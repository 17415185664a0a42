import BlockAccessLists
import EVM
import EthereumTypes
import Scheduling

/// The ground truth of one block: its sequential execution, with every transaction's accesses.
package struct ReferenceRun: Sendable {
  let attempt: GroupOutcome
  let outcome: BlockOutcome
  package let blockAccessList: BlockAccessList
  /// Gas used by each transaction, after refunds.
  package let gas: [UInt64]
  /// Whether something in the block observes the fee recipient's balance or existence.
  package let observesFeeRecipient: Bool
  /// Nanoseconds of the sequential execution of the transactions.
  package let execNanoseconds: UInt64

  /// What each transaction touched, in block order.
  package var accessLog: AccessLog { attempt.log.accesses }
  /// The result of each transaction, in block order.
  package var results: [TransactionResult] { attempt.log.results }

  init(_ attempt: Attempt, outcome: BlockOutcome, block: ExecutableBlock) {
    // An empty block has no group at all.
    self.attempt = attempt.outcomes.first ?? .empty
    self.outcome = outcome
    blockAccessList = outcome.blockAccessList
    gas = self.attempt.log.results.map(\.gasUsed)
    observesFeeRecipient = FeeRecipient.isObserved(in: attempt.outcomes, of: block)
    execNanoseconds = attempt.timings.execNanoseconds
  }
}
