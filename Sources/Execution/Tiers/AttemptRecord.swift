import EthereumTypes
import Scheduling

/// Why an attempt was not accepted, so that the block fell to the next attempt.
package enum FallbackTrigger: Sendable {
  /// The plan was no partition, or the strategy threw or overran its time; nothing was executed.
  case planRejected(String)
  /// The outcome was not accepted.
  case outcome(BlockInvalidity)

  /// A stable name for records: what was found wrong first.
  package var name: String {
    switch self {
    case .planRejected: "plan-rejected"
    case .outcome(.transaction): "transaction-invalid"
    case .outcome(.feeRecipientOverdrawn): "fee-recipient-overdrawn"
    case .outcome(.mismatch(let check, _, _)): check.triggerName
    case .outcome(.blockAccessList): VerdictCheck.blockAccessList.triggerName
    case .outcome(.systemCallFailed), .outcome(.systemContractMissing): "system-call"
    case .outcome(.malformedDeposit): "deposit"
    case .outcome(.decoding), .outcome(.header), .outcome(.blockTooLarge):
      "block-invalid"
    case .outcome(.trie), .outcome(.execution): "execution-error"
    }
  }

  package var detail: String {
    switch self {
    case .planRejected(let reason): reason
    case .outcome(let reason): "\(reason)"
    }
  }
}

extension VerdictCheck {
  fileprivate var triggerName: String {
    switch self {
    case .gas: "gas"
    case .receipts: "receipts"
    case .requests: "requests"
    case .blockAccessList: "block-access-list"
    case .stateRoot: "state-root"
    }
  }
}

/// One group of an attempt, as it was executed.
package struct GroupRecord: Sendable {
  package let transactions: [TransactionIndex]
  /// Gas of its transactions in the reference run.
  package let gas: UInt64
  package let worker: Int
  package let elapsedNanoseconds: UInt64
}

/// What one worker did in an attempt, in nanoseconds.
package struct WorkerRecord: Sendable, Equatable {
  /// The groups that it executed.
  package var groupCount = 0
  /// Executing them.
  package var busyNanoseconds: UInt64 = 0
  /// From handing out the groups until the worker began its first one; all of the execution for
  /// one that came to none.
  package var queueNanoseconds: UInt64 = 0
  /// The rest of the execution.
  package var idleNanoseconds: UInt64 = 0

  /// The records of all workers, by worker number.
  static func records(
    of outcomes: [GroupOutcome], workers: Int, execNanoseconds: UInt64
  ) -> [WorkerRecord] {
    var records = [WorkerRecord](
      repeating: WorkerRecord(queueNanoseconds: execNanoseconds), count: workers)
    for outcome in outcomes {
      records[outcome.worker].groupCount += 1
      records[outcome.worker].busyNanoseconds += outcome.elapsedNanoseconds
      records[outcome.worker].queueNanoseconds = min(
        records[outcome.worker].queueNanoseconds, outcome.queueNanoseconds)
    }
    for worker in records.indices {
      let known = records[worker].busyNanoseconds + records[worker].queueNanoseconds
      records[worker].idleNanoseconds = execNanoseconds > known ? execNanoseconds - known : 0
    }
    return records
  }
}

/// One attempt at a block.
package struct AttemptRecord: Sendable {
  /// 0 for the strategy under test, then the policy's tiers.
  package let tier: Int
  package let label: String
  /// `nil` for a rejected plan.
  package let grouping: Grouping?
  package let groups: [GroupRecord]
  /// What each worker did; empty for a rejected plan.
  package let workers: [WorkerRecord]
  /// `nil` for the accepted attempt.
  package let trigger: FallbackTrigger?
  package let divergence: Divergence?
  /// Every transaction that differs from the reference; empty for the accepted attempt.
  package let differences: [TransactionDifference]
  package let timings: PhaseTimings
  /// Who did what when; empty where no spans are recorded.
  package let spans: [Span]
  /// What was read from the store since the attempt before, or since the block began; `nil` where
  /// the store answers at once and nobody counts.
  package let reads: ReadCounts?
  /// What a cold read takes on the virtual clock; `nil` where it takes what it takes.
  let coldReadNanoseconds: UInt64?

  /// How long the attempt's readers together stood still for cold reads, on the virtual clock.
  package var virtualReadNanoseconds: UInt64? {
    coldReadNanoseconds.map { $0 * UInt64(reads?.cold ?? 0) }
  }

  package var isAccepted: Bool { trigger == nil }
  package var isRejected: Bool {
    if case .planRejected = trigger { return true }
    return false
  }
  /// Time lost to this attempt, until its failure was known.
  package var wastedNanoseconds: UInt64 { isAccepted ? 0 : timings.totalNanoseconds }
}

/// All attempts at one block, up to the accepted one.
package struct BlockRun: Sendable {
  package let attempts: [AttemptRecord]
  /// What the accepted attempt computed; `nil` where every tier failed.
  package let result: BlockResult?
  /// Whether the accepted outcome equals the reference's in results, access list and state.
  package let matchesReference: Bool
  /// Wall time from the block's start until acceptance, or until the last tier failed.
  package let totalNanoseconds: UInt64

  package var accepted: AttemptRecord? { attempts.last.flatMap { $0.isAccepted ? $0 : nil } }
  /// What all attempts read from the store and waited for; `nil` where nobody counts.
  package var coldReads: Int? {
    let counts = attempts.compactMap(\.reads?.cold)
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }
  /// How long all readers stood still for cold reads, on the virtual clock.
  package var virtualReadNanoseconds: UInt64? {
    let times = attempts.compactMap(\.virtualReadNanoseconds)
    return times.isEmpty ? nil : times.reduce(0, +)
  }
  package var wastedNanoseconds: UInt64 { attempts.reduce(0) { $0 + $1.wastedNanoseconds } }
}
