import BlockAccessLists
import EVM
import EthereumTypes
import Scheduling
import StateTrie

/// One execution of a block under one grouping, judged.
struct Attempt {
  let outcomes: [GroupOutcome]
  /// The accepted outcome, or the first reason in block order not to accept.
  let result: Result<BlockOutcome, BlockInvalidity>
  /// The parent's trie with the block's changes, where it was computed.
  let trie: StateTrie?
  let timings: PhaseTimings

  /// The failure of the store that makes the attempt void, whatever else came of it.
  var storeFailure: StateReadError? {
    for outcome in outcomes {
      if case .fatal(.stateRead(let error)) = outcome.failure?.reason, error.isOfStore {
        return error
      }
    }
    if case .failure(.execution(.stateRead(let error))) = result, error.isOfStore { return error }
    return nil
  }

  /// Executes `block` with `groups` and compares the outcome with `commitments`.
  ///
  /// - Parameters:
  ///   - commitments: `nil` for the reference run of a block that comes without an access list.
  ///   - parentTrie: `nil` where the state root cannot be computed.
  static func run(
    _ groups: [[TransactionIndex]], of block: ExecutableBlock, start: BlockStart,
    commitments: Commitments, parentTrie: StateTrie?, machines: MachinePool,
    options: ExecutionOptions
  ) -> Attempt {
    var stages = AttemptStages(
      block: block, start: start, commitments: commitments, options: options, trie: nil)
    let began = ContinuousClock.now
    let outcomes = GroupExecutor.run(
      groups, of: block, on: start.readers, machines: machines, workers: options.workers)
    stages.timings.execNanoseconds = began.elapsedNanoseconds
    let machine = machines.machines(for: block.fork)[0]
    let result: Result<BlockOutcome, BlockInvalidity>
    do throws(BlockInvalidity) {
      result = .success(try stages.judge(outcomes, parentTrie: parentTrie, machine: machine))
    } catch {
      result = .failure(error)
    }
    stages.timings.totalNanoseconds = began.elapsedNanoseconds
    return Attempt(
      outcomes: outcomes, result: result, trie: stages.trie, timings: stages.timings)
  }
}

/// What follows the execution of the groups, timed stage by stage.
private struct AttemptStages {
  let block: ExecutableBlock
  let start: BlockStart
  let commitments: Commitments
  let options: ExecutionOptions
  var trie: StateTrie?
  var timings = PhaseTimings()

  mutating func judge(
    _ outcomes: [GroupOutcome], parentTrie: StateTrie?, machine: Machine
  ) throws(BlockInvalidity) -> BlockOutcome {
    let merged = try merge(outcomes, parentTrie: parentTrie, machine: machine)
    let checksGas = options.checks.contains(.gas)
    // The report's proposed saving: a wrong sum is known before any merkle work is done.
    if checksGas && options.gasCheckBeforeMerkle {
      try Verdict.checkGas(merged.gasUsed, against: commitments)
    }
    let sendBegan = ContinuousClock.now
    let order = merged.order
    let changes = merged.state.changes(in: order)
    timings.sendNanoseconds = sendBegan.elapsedNanoseconds
    let root = try merkleize(changes, parentTrie: parentTrie)
    let began = ContinuousClock.now
    defer { timings.verifyNanoseconds = began.elapsedNanoseconds }
    if checksGas && !options.gasCheckBeforeMerkle {
      try Verdict.checkGas(merged.gasUsed, against: commitments)
    }
    let outcome = merged.outcome(in: order, changes: changes)
    try Verdict.check(outcome, against: commitments, checks: options.checks)
    if let root { try Verdict.checkStateRoot(root, against: commitments) }
    return outcome
  }

  private mutating func merge(
    _ outcomes: [GroupOutcome], parentTrie: StateTrie?, machine: Machine
  ) throws(BlockInvalidity) -> MergedBlock {
    let began = ContinuousClock.now
    defer { timings.mergeNanoseconds = began.elapsedNanoseconds }
    var merge = try BlockMerge(block, start: start, parentTrie: parentTrie)
    try merge.mergeTransactions(of: outcomes)
    return try merge.finish(on: machine)
  }

  private mutating func merkleize(
    _ changes: StateChanges, parentTrie: StateTrie?
  ) throws(BlockInvalidity) -> Hash32? {
    guard var updated = parentTrie, options.checks.contains(.stateRoot) else { return nil }
    let merkleBegan = ContinuousClock.now
    defer { timings.merkleNanoseconds = merkleBegan.elapsedNanoseconds }
    do throws(TrieError) {
      try updated.apply(changes.accountUpdates)
    } catch {
      throw .trie(error)
    }
    trie = updated
    return updated.rootHash
  }
}
