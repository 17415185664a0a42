import Execution
import Records
import Scheduling

/// The rows that one run of one block adds to the tables.
struct BlockRows {
  private(set) var block = BlockRow()
  private(set) var attempts: [AttemptRow] = []
  private(set) var groups: [GroupRow] = []
  private(set) var workers: [WorkerRow] = []
  private(set) var spans: [SpanRow] = []
  private(set) var makespans: [MakespanRow] = []
  /// Only in a cell that records them for all that are like it.
  private(set) var conflicts: [ConflictRow] = []
  /// Only in the cell that records the reference run for its block set.
  private(set) var truth: TruthRows?

  /// The rows of a block that came to no run: invalid, not supported, or failed before one.
  init(_ subject: BlockSubject, cell: Cell, status: BlockRow.Status, reason: String) {
    block.identity = subject.identity(of: cell)
    block.transactionCount = subject.transactionCount
    block.gasUsed = subject.gasUsed
    block.status = status
    block.reason = reason
  }

  /// The rows of a block that was run.
  ///
  /// - Parameters:
  ///   - truth: What the run is compared with.
  ///   - recordsSpans: Whether the plan asks who did what when.
  init(
    _ subject: BlockSubject, cell: Cell, run: BlockRun, truth: BlockTruth, recordsSpans: Bool
  ) {
    let identity = subject.identity(of: cell)
    let gas = truth.gas
    block.bounds = ParallelismBounds(truth)
    makespans = truth.makespans(of: run, identity: identity)
    if cell.recordsReference { self.truth = TruthRows(truth, identity: identity) }
    block.identity = identity
    block.transactionCount = subject.transactionCount
    block.gasUsed = subject.gasUsed
    block.attempts = run.attempts.count
    block.rejected = run.attempts.count(where: \.isRejected)
    block.fallbackTrigger = run.attempts.first?.trigger?.name
    block.total = run.totalNanoseconds
    block.wasted = run.wastedNanoseconds
    block.merkleWasted = run.attempts.filter { !$0.isAccepted }
      .reduce(0) { $0 + $1.timings.merkleNanoseconds }
    if cell.pipeline.warmer == .off {
      block.coldReads = run.coldReads
      block.virtualRead = run.virtualReadNanoseconds
    }
    if let accepted = run.accepted {
      block.acceptedTier = accepted.tier
      block.acceptedStrategy = cell.tiers[accepted.tier].name
      block.matchesReference = run.matchesReference
      block.shape = GroupingShape(accepted.grouping, gas: gas)
      block.phases = PhaseTimes(accepted, workers: cell.workers)
    } else {
      // The reference run accepted the block, so that some tier should have.
      block.status = .failed
      block.reason = run.attempts.last?.trigger.map { "no tier was accepted: \($0.detail)" }
    }
    for (number, attempt) in run.attempts.enumerated() {
      var row = Self.row(attempt, number: number, cell: cell, identity: identity, gas: gas)
      if let comparison = AttemptTruth(attempt, truth: truth) {
        comparison.describe(in: &row)
        if cell.recordsConflicts {
          conflicts += comparison.conflicts(identity, attempt: number)
        }
      }
      attempts.append(row)
      groups += Self.rows(attempt.groups, attempt: number, identity: identity)
      workers += Self.rows(attempt.workers, attempt: number, identity: identity)
      if recordsSpans { spans += Self.rows(attempt.spans, attempt: number, identity: identity) }
    }
  }

  private static func rows(
    _ workers: [WorkerRecord], attempt: Int, identity: RowIdentity
  ) -> [WorkerRow] {
    workers.enumerated().map { number, worker in
      var row = WorkerRow()
      row.identity = identity
      row.attempt = attempt
      row.worker = number
      row.groupCount = worker.groupCount
      row.busy = worker.busyNanoseconds
      row.queueWait = worker.queueNanoseconds
      row.idle = worker.idleNanoseconds
      return row
    }
  }

  private static func rows(
    _ spans: [Span], attempt: Int, identity: RowIdentity
  ) -> [SpanRow] {
    spans.map { span in
      var row = SpanRow()
      row.identity = identity
      row.attempt = attempt
      row.phase = span.phase.rawValue
      row.thread = "\(span.lane)"
      row.group = span.group
      row.start = span.start
      row.end = span.end
      return row
    }
  }

  private static func row(
    _ attempt: AttemptRecord, number: Int, cell: Cell, identity: RowIdentity, gas: [UInt64]
  ) -> AttemptRow {
    var row = AttemptRow()
    row.identity = identity
    row.attempt = number
    row.tier = attempt.tier
    row.tierStrategy = cell.tiers[attempt.tier].name
    row.tierOptions = cell.tiers[attempt.tier].options.canonicalText
    row.outcome =
      attempt.isAccepted ? .accepted : attempt.isRejected ? .rejected : .failed
    row.trigger = attempt.trigger?.name
    row.message = attempt.trigger?.detail
    row.shape = GroupingShape(attempt.grouping, gas: gas)
    row.phases = PhaseTimes(attempt, workers: cell.workers)
    row.total = attempt.timings.totalNanoseconds
    if let reads = attempt.reads {
      row.reads = StoreReads(
        reads, virtualNanoseconds: attempt.virtualReadNanoseconds,
        isWarmed: cell.pipeline.warmer != .off)
    }
    if let divergence = attempt.divergence {
      row.differingTransaction = divergence.transaction.rawValue
      row.differingResource = divergence.resource.map { "\($0)" } ?? "result"
      row.expected = divergence.expected
      row.actual = divergence.actual
      row.missedEdgeKind = divergence.missedEdge?.kind.rawValue
      row.missedEdgeFrom = divergence.missedEdge?.first.rawValue
      row.missedEdgeTo = divergence.missedEdge?.second.rawValue
      row.missedEdgeResource = divergence.missedEdge.map { "\($0.resource)" }
    }
    return row
  }

  private static func rows(
    _ groups: [GroupRecord], attempt: Int, identity: RowIdentity
  ) -> [GroupRow] {
    groups.enumerated().map { number, group in
      var row = GroupRow()
      row.identity = identity
      row.attempt = attempt
      row.group = number
      row.transactionCount = group.transactions.count
      row.gasUsed = group.gas
      row.transactions = group.transactions.map { "\($0.rawValue)" }.joined(separator: " ")
      row.exec = group.elapsedNanoseconds
      return row
    }
  }
}

extension GroupingShape {
  fileprivate init(_ grouping: Grouping?, gas: [UInt64]) {
    self.init()
    guard let grouping else { return }
    groupCount = grouping.groups.count
    largestGroup = grouping.largestGroupTransactions
    countParallelism = grouping.countParallelism
    gasParallelism = grouping.gasParallelism(gas: gas)
  }
}

extension StoreReads {
  /// - Parameter isWarmed: Whether a warmer ran, so that what is left to read depends on times.
  fileprivate init(_ counts: ReadCounts, virtualNanoseconds: UInt64?, isWarmed: Bool) {
    self.init()
    if isWarmed {
      unwarmed = counts.cold
      prefetched = counts.prefetched
      useful = counts.useful
    } else {
      cold = counts.cold
      virtual = virtualNanoseconds
    }
    warm = counts.warm
    late = counts.late
  }
}

extension PhaseTimes {
  fileprivate init(_ attempt: AttemptRecord, workers: Int) {
    self.init()
    let timings = attempt.timings
    let busy = attempt.workers.reduce(0) { $0 + $1.busyNanoseconds }
    let available = timings.execNanoseconds * UInt64(workers)
    workerBusy = busy
    workerIdle = available > busy ? available - busy : 0
    groups = timings.groupsNanoseconds
    transport = timings.transportNanoseconds
    exec = timings.execNanoseconds
    merge = timings.mergeNanoseconds
    send = timings.sendNanoseconds
    merkle = timings.merkleNanoseconds
    verify = timings.verifyNanoseconds
    merkleQueue = timings.merkleQueueNanoseconds
    merkleWait = timings.waitNanoseconds
    warm = timings.warmNanoseconds
  }
}
