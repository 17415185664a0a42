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
  /// Who did what when; empty where no spans are recorded.
  let spans: [Span]

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
  ///   - parentTrie: `nil` where the state root cannot be computed.
  ///   - clockStart: What spans count from.
  ///   - rootFromList: The state root that the given access list leads to, where that is computed
  ///     in place of the root of what the attempt changed.
  static func run(
    _ groups: [[TransactionIndex]], of block: ExecutableBlock, start: BlockStart,
    commitments: Commitments, parentTrie: StateTrie?, machines: MachinePool,
    options: ExecutionOptions, clockStart: ContinuousClock.Instant = .now,
    rootFromList: Merkleizer? = nil
  ) -> Attempt {
    var merkleizer = rootFromList
    if let parentTrie, rootFromList == nil, options.checks.contains(.stateRoot) {
      merkleizer = Merkleizer(
        of: parentTrie, on: machines.merkleThread, clockStart: clockStart,
        splitting: machines.merklePool)
    }
    var stages = AttemptStages(
      block: block, start: start, commitments: commitments, options: options,
      clockStart: clockStart, merkleizer: merkleizer, streams: rootFromList == nil)
    return stages.run(groups, parentTrie: parentTrie, machines: machines)
  }

  /// The spans of all threads, the workers' groups among them.
  func allSpans(clockStart: ContinuousClock.Instant) -> [Span] {
    spans
      + outcomes.enumerated().map { number, outcome in
        Span(
          .exec, on: .worker(outcome.worker), group: number,
          from: clockStart.nanoseconds(to: outcome.began),
          to: clockStart.nanoseconds(to: outcome.ended))
      }
  }
}
