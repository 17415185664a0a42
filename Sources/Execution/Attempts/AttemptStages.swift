import BlockAccessLists
import EVM
import EthereumTypes
import Scheduling
import StateTrie

/// The stages of one attempt, timed one by one: execution, merging, sending, verdict.
struct AttemptStages {
  private let block: ExecutableBlock
  private let start: BlockStart
  private let commitments: Commitments
  private let options: ExecutionOptions
  private let clockStart: ContinuousClock.Instant
  /// `nil` where no state root is computed.
  private let merkleizer: Merkleizer?
  /// Whether the merkleizer takes this attempt's changes; else it takes the access list's.
  private let streams: Bool
  private var trie: StateTrie?
  private var timings = PhaseTimings()
  private var spans: [Span] = []
  /// Whether the merkleizer's work is among the timings.
  private var isMerkleNoted = false

  init(
    block: ExecutableBlock, start: BlockStart, commitments: Commitments,
    options: ExecutionOptions, clockStart: ContinuousClock.Instant, merkleizer: Merkleizer?,
    streams: Bool
  ) {
    self.block = block
    self.start = start
    self.commitments = commitments
    self.options = options
    self.clockStart = clockStart
    self.merkleizer = merkleizer
    self.streams = streams
  }

  /// Runs all stages, up to the first that finds a reason not to accept.
  mutating func run(
    _ groups: [[TransactionIndex]], parentTrie: StateTrie?, machines: MachinePool
  ) -> Attempt {
    let began = clockStart.elapsedNanoseconds
    let outcomes = timed(.exec, \.execNanoseconds) { stages in
      stages.execute(groups, machines: machines)
    }
    let machine = machines.machines(for: block.fork)[0]
    let result: Result<BlockOutcome, BlockInvalidity>
    do throws(BlockInvalidity) {
      result = .success(try judge(outcomes, parentTrie: parentTrie, machine: machine))
    } catch {
      result = .failure(error)
      abandonMerkleWork()
    }
    timings.totalNanoseconds = clockStart.elapsedNanoseconds - began
    return Attempt(
      outcomes: outcomes, result: result, trie: trie, timings: timings, spans: spans)
  }

  private func execute(_ groups: [[TransactionIndex]], machines: MachinePool) -> [GroupOutcome] {
    var stream: GroupExecutor.Stream?
    if streams, options.stream != .block {
      stream = merkleizer.map {
        GroupExecutor.Stream(
          merkleizer: $0, isPerTransaction: options.stream == .transaction)
      }
    }
    return GroupExecutor.run(
      groups, of: block, on: start.readers, machines: machines, workers: options.workers,
      recordsSpans: options.recordsSpans, stream: stream)
  }

  private mutating func judge(
    _ outcomes: [GroupOutcome], parentTrie: StateTrie?, machine: Machine
  ) throws(BlockInvalidity) -> BlockOutcome {
    let merged = try timed(.merge, \.mergeNanoseconds) { stages throws(BlockInvalidity) in
      var merge = try BlockMerge(stages.block, start: stages.start, parentTrie: parentTrie)
      try merge.mergeTransactions(of: outcomes)
      return try merge.finish(on: machine)
    }
    let checksGas = options.checks.contains(.gas)
    // The report's proposed saving: a wrong sum is known before any merkle work is done.
    if checksGas && options.gasCheckBeforeMerkle {
      try Verdict.checkGas(merged.gasUsed, against: commitments)
    }
    let (order, sent) = send(merged)
    // In parallel with the merkleizer.
    let outcome = try timed(.verify, \.verifyNanoseconds) { stages throws(BlockInvalidity) in
      if checksGas && !stages.options.gasCheckBeforeMerkle {
        try Verdict.checkGas(merged.gasUsed, against: stages.commitments)
      }
      let outcome = merged.outcome(
        in: order, changes: sent ?? merged.state.changes(in: order))
      try Verdict.check(outcome, against: stages.commitments, checks: stages.options.checks)
      return outcome
    }
    try checkRoot()
    return outcome
  }

  /// Sends what the merkleizer has not been sent yet.
  ///
  /// - Returns: The order in which the block's accounts are listed, and its changes where all of
  ///   them were sent.
  private mutating func send(
    _ merged: MergedBlock
  ) -> (order: CanonicalNumbers, changes: StateChanges?) {
    timed(.send, \.sendNanoseconds) { stages in
      let order = merged.order
      guard stages.streams, let merkleizer = stages.merkleizer else { return (order, nil) }
      guard stages.options.stream == .block else {
        let rest = merged.state.changesBeyondGroups(in: order)
        merkleizer.complete(with: rest.accountUpdates)
        return (order, nil)
      }
      let changes = merged.state.changes(in: order)
      merkleizer.complete(with: changes.accountUpdates)
      return (order, changes)
    }
  }

  private mutating func checkRoot() throws(BlockInvalidity) {
    guard let merkleizer else { return }
    let outcome = timed(.wait, \.waitNanoseconds) { _ in merkleizer.wait() }
    note(outcome)
    do throws(TrieError) {
      trie = try outcome.trie.get()
    } catch {
      throw .trie(error)
    }
    if let trie { try Verdict.checkStateRoot(trie.rootHash, against: commitments) }
  }

  /// Stops what the merkleizer does for a failed attempt, and counts what it did in vain.
  private mutating func abandonMerkleWork() {
    // The root of the access list serves the next attempt; a root that was waited for is noted.
    guard streams, let merkleizer, !isMerkleNoted else { return }
    merkleizer.cancel()
    note(merkleizer.wait())
  }

  private mutating func note(_ outcome: Merkleizer.Outcome) {
    isMerkleNoted = true
    timings.merkleNanoseconds = outcome.busyNanoseconds
    timings.merkleQueueNanoseconds = outcome.queueNanoseconds
    if options.recordsSpans { spans += outcome.spans }
  }

  private mutating func timed<Value, Failure: Error>(
    _ phase: Span.Phase, _ time: WritableKeyPath<PhaseTimings, UInt64>,
    _ body: (inout AttemptStages) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let began = clockStart.elapsedNanoseconds
    defer {
      let ended = clockStart.elapsedNanoseconds
      timings[keyPath: time] = ended - began
      if options.recordsSpans { spans.append(Span(phase, on: .owner, from: began, to: ended)) }
    }
    return try body(&self)
  }
}
