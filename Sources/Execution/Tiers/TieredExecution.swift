import EVM
import EthereumTypes
import Scheduling
import StateTrie

/// Runs a block through the tiers until an attempt is accepted.
///
/// A retry gets fresh overlays, keeps the read cache, and throws away merkle work.
struct TieredExecution {
  let block: PreparedBlock
  let machines: MachinePool
  let options: ExecutionOptions
  let strategyCall: StrategyCall

  private let began: ContinuousClock.Instant
  private let start: BlockStart
  /// What the block's start took, on the clock that begins with the block.
  private let startSpan: Span
  /// `nil` where the store answers at once: then nothing is gained by remembering its answers.
  private let reads: ReadCache?
  /// Reads the access list ahead of the first attempt, from the moment the block arrives.
  private let firstWarmer: Warmer?
  private let coldReadNanoseconds: UInt64?

  /// Makes the block's start; the block's time begins.
  ///
  /// Stands on a read cache of its own: no strategy profits from what another one read.
  init(
    block: PreparedBlock, store: any StateStore, machines: MachinePool,
    options: ExecutionOptions, strategyCall: StrategyCall
  ) throws(BlockInvalidity) {
    self.block = block
    self.machines = machines
    self.options = options
    self.strategyCall = strategyCall
    let cache = store.isImmediate ? nil : ReadCache(store: store)
    reads = cache
    coldReadNanoseconds = store.coldReadNanoseconds
    let own = machines.machines(for: block.fork)
    for machine in own { machine.recycleLog() }
    let began = ContinuousClock.now
    self.began = began
    let warmer =
      options.warmer == .bal
      ? Self.listWarmer(for: block, through: cache, machines: machines, clockStart: began) : nil
    firstWarmer = warmer
    do throws(BlockInvalidity) {
      start = try BlockStart(block.executable, on: cache ?? store, machines: own)
    } catch {
      _ = warmer?.stop()
      throw error
    }
    startSpan = Span(.start, on: .owner, from: 0, to: began.elapsedNanoseconds)
  }

  private struct Step {
    let record: AttemptRecord
    let attempt: Attempt?
    /// What comparing a failed attempt with the reference took: no client does that.
    var diagnosisNanoseconds: UInt64 = 0
  }

  func run(_ tiers: [Tier]) -> BlockRun {
    let rootFromList = beginRootFromList()
    defer { rootFromList?.cancel() }
    var progress = Progress(spans: [startSpan], warmer: firstWarmer)
    defer { _ = progress.warmer?.stop() }
    var records: [AttemptRecord] = []
    var observed: Observations?
    var accepted: Attempt?
    var diagnosisNanoseconds: UInt64 = 0
    policy: for (number, tier) in tiers.enumerated() {
      // A limit below one is no limit: a tier that is named makes its attempt.
      for _ in 0..<max(1, tier.strategy.attemptLimit) {
        let step = attempt(
          tier, number: number, observed: observed, rootFromList: rootFromList, &progress)
        records.append(step.record)
        diagnosisNanoseconds += step.diagnosisNanoseconds
        if step.record.isAccepted {
          accepted = step.attempt
          break policy
        }
        // A retry would compare strategies by what the store did to them.
        if step.attempt?.storeFailure != nil { break policy }
        // A plan that was rejected once is rejected again.
        guard let outcomes = step.attempt?.outcomes else { break }
        var union = observed ?? Observations(transactionCount: block.executable.transactions.count)
        union.add(outcomes, of: block.executable)
        observed = union
      }
    }
    // A client would neither ask another process nor look for reasons: neither is part of running
    // the block.
    let transport = records.reduce(0) { $0 + ($1.timings.transportNanoseconds ?? 0) }
    let totalNanoseconds = began.elapsedNanoseconds - transport - diagnosisNanoseconds
    let outcome = try? accepted?.result.get()
    return BlockRun(
      attempts: records,
      result: outcome.map {
        BlockResult(
          receipts: $0.receipts, blockAccessList: $0.blockAccessList,
          stateRoot: accepted?.trie?.rootHash)
      },
      matchesReference: outcome.map(matchesReference) ?? false,
      totalNanoseconds: totalNanoseconds)
  }

  /// The state root of the given access list, where it is to be computed and is exact.
  private func beginRootFromList() -> Merkleizer? {
    guard options.stateRootFromBal, block.fork >= .cancun,
      options.checks.contains(.stateRoot), options.checks.contains(.blockAccessList),
      let list = block.commitments.blockAccessList, let parent = block.parentTrie
    else { return nil }
    return Merkleizer(
      of: list, on: parent, thread: machines.merkleThread, clockStart: began)
  }

  /// Begins to read the block's access list, where there is one and anything to gain by it.
  private static func listWarmer(
    for block: PreparedBlock, through reads: ReadCache?, machines: MachinePool,
    clockStart: ContinuousClock.Instant
  ) -> Warmer? {
    guard let reads, let list = block.commitments.blockAccessList else { return nil }
    return Warmer(
      list, by: block.listIndex, of: block.executable, through: reads, machines: machines,
      clockStart: clockStart)
  }

  /// What reads ahead of an attempt with `groups`.
  ///
  /// - Parameter running: The one that began with the block.
  private func warmer(for groups: [[TransactionIndex]], running: Warmer?) -> Warmer? {
    switch options.warmer {
    case .off: return nil
    case .bal:
      let warmer =
        running
        ?? Self.listWarmer(for: block, through: reads, machines: machines, clockStart: began)
      warmer?.follow(groups)
      return warmer
    case .speculative:
      return reads.map {
        Warmer(
          executing: block.executable, for: groups, on: start, through: $0, machines: machines,
          clockStart: began)
      }
    }
  }

  /// What goes on from attempt to attempt.
  private struct Progress {
    /// What the next attempt's spans begin with.
    var spans: [Span]
    /// Reads ahead since the block began; an attempt takes it over.
    var warmer: Warmer?
    /// What is in the records already.
    var counted = ReadCounts()
  }

  private func attempt(
    _ tier: Tier, number: Int, observed: Observations?, rootFromList: Merkleizer?,
    _ progress: inout Progress
  ) -> Step {
    let groupsBegan = began.elapsedNanoseconds
    let view = block.views.view(for: tier.needs, observed: observed)
    let answer = strategyCall.group(
      view, with: tier.strategy, limit: options.groupingTimeLimit)
    var timings = PhaseTimings()
    timings.groupsNanoseconds = answer.elapsedNanoseconds
    timings.transportNanoseconds = answer.transportNanoseconds
    timings.totalNanoseconds = answer.elapsedNanoseconds
    switch answer.grouping {
    case .failure(let rejection):
      let record = AttemptRecord(
        tier: number, label: tier.label, grouping: nil, groups: [], workers: [],
        trigger: .planRejected(rejection.description), divergence: nil, differences: [],
        timings: timings, spans: [], reads: reads.map { _ in ReadCounts() },
        coldReadNanoseconds: coldReadNanoseconds)
      return Step(record: record, attempt: nil)
    case .success(let grouping):
      let spans =
        progress.spans + [
          Span(.groups, on: .owner, from: groupsBegan, to: began.elapsedNanoseconds)
        ]
      let warmer = warmer(for: grouping.groups, running: progress.warmer)
      progress.spans = []
      progress.warmer = nil
      let attempt = Attempt.run(
        grouping.groups, of: block.executable, start: start,
        commitments: block.commitments, parentTrie: block.parentTrie, machines: machines,
        options: options, clockStart: began, rootFromList: rootFromList)
      let warmSpans = warmer?.stop() ?? []
      timings.warmNanoseconds = warmSpans.reduce(0) { $0 + $1.duration }
      let counts = reads.map { $0.counts - progress.counted }
      progress.counted = reads?.counts ?? ReadCounts()
      let diagnosisBegan = ContinuousClock.now
      let record = record(
        attempt, grouping, tier, number: number, timings: timings + attempt.timings,
        spans: options.recordsSpans
          ? spans + warmSpans + attempt.allSpans(clockStart: began) : [],
        reads: counts)
      return Step(
        record: record, attempt: attempt, diagnosisNanoseconds: diagnosisBegan.elapsedNanoseconds)
    }
  }

  private func record(
    _ attempt: Attempt, _ grouping: Grouping, _ tier: Tier, number: Int, timings: PhaseTimings,
    spans: [Span], reads: ReadCounts?
  ) -> AttemptRecord {
    var trigger: FallbackTrigger?
    var divergence: Divergence?
    var differences: [TransactionDifference] = []
    if let failure = attempt.storeFailure {
      // Whatever else went wrong may have come of it.
      trigger = .outcome(.execution(.stateRead(failure)))
    } else if case .failure(let reason) = attempt.result {
      trigger = .outcome(reason)
      let search = DivergenceSearch(
        block.reference, feeRecipient: block.executable.header.feeRecipient)
      divergence = search.first(in: attempt.outcomes)
      differences = search.differences(in: attempt.outcomes)
    }
    let groups = attempt.outcomes.map { outcome in
      GroupRecord(
        transactions: outcome.transactions,
        gas: outcome.transactions.reduce(0) { $0 + block.reference.gas[$1.rawValue] },
        worker: outcome.worker, elapsedNanoseconds: outcome.elapsedNanoseconds)
    }
    return AttemptRecord(
      tier: number, label: tier.label, grouping: grouping, groups: groups,
      workers: WorkerRecord.records(
        of: attempt.outcomes, workers: options.workers,
        execNanoseconds: attempt.timings.execNanoseconds),
      trigger: trigger,
      divergence: divergence, differences: differences, timings: timings, spans: spans,
      reads: reads,
      coldReadNanoseconds: coldReadNanoseconds)
  }

  /// Compared with the reference itself, not with the header: the options may leave checks out.
  private func matchesReference(_ outcome: BlockOutcome) -> Bool {
    let reference = block.reference.outcome
    return outcome.gasUsed == reference.gasUsed && outcome.receipts == reference.receipts
      && outcome.requestsHash == reference.requestsHash
      && outcome.blockAccessList == reference.blockAccessList
      && outcome.changes == reference.changes
  }
}
