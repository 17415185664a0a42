import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Scheduling
import StateTrie
import StrategyTestSupport
import Testing

/// Runs one block under every strategy and number of workers, and compares each run with the
/// sequential one.
struct OracleCheck {
  static let workerCounts = [1, 2, 4]
  /// How updates reach the merkleizer, by the number of workers: it must not show either.
  private static let streams: [Int: MerkleStream] = [1: .transaction, 2: .group]

  private let runner: ChainRunner
  private let block: PreparedBlock
  private let place: String
  private let policy: [Tier]
  private let sequential: BlockResult
  /// The groups that the true dependencies give.
  private let exact: Partition

  /// - Parameter origin: Names the chain in failures.
  init(_ runner: ChainRunner, _ block: PreparedBlock, origin: String) throws {
    self.runner = runner
    self.block = block
    place = "\(origin), block \(block.header.number)"
    policy = try ["refined", "sequential"].map(Self.tier)
    let run = try runner.run(
      block, tiers: [Self.tier("sequential")], options: ExecutionOptions(workers: 1))
    sequential = try #require(run.result, "\(place): sequential is not accepted")
    exact = try Self.exactPartition(of: block, on: runner)
  }

  /// The components of the true dependencies.
  static func exactPartition(
    of block: PreparedBlock, on runner: ChainRunner
  ) throws -> Partition {
    let run = try runner.run(
      block, tiers: [tier("attributed-reads")], options: ExecutionOptions(workers: 1))
    return Partition(try #require(run.attempts.first?.grouping))
  }

  private static func tier(_ name: String) throws -> Tier {
    Tier(label: name, strategy: try StrategyVariant.named(name).make())
  }

  /// Checks the sequential run against the header, then every strategy against the sequential run.
  func check() throws {
    checkSequential()
    for variant in StrategyVariant.all {
      var first: RunTrace?
      for workers in Self.workerCounts {
        let trace = try check(variant, workers: workers)
        // Groups are isolated: who runs them when must not show in what is recorded.
        if let first, first != trace {
          report("records differ from those of 1 worker: \(trace), \(first)", variant, workers)
        }
        first = first ?? trace
      }
    }
  }

  /// Compares with the header, and with the reference run that all strategies are judged by.
  func checkSequential() {
    let header = block.header
    let receipts = sequential.receipts
    let gasUsed = receipts.last?.cumulativeGasUsed ?? 0
    // EIP-7778: since Amsterdam the header's gas is that before refunds.
    #expect(
      block.fork >= .amsterdam ? gasUsed <= header.gasUsed : gasUsed == header.gasUsed, "\(place)")
    #expect(
      receipts.reduce(into: Bloom()) { $0.formUnion($1.logsBloom) } == header.logsBloom, "\(place)")
    // Before Byzantium a receipt holds a state root, which a block alone does not tell.
    if block.fork >= .byzantium {
      #expect(orderedTrieRoot(sequential.encodedReceipts) == header.receiptsRoot, "\(place)")
    }
    #expect(sequential.encodedReceipts == block.encodedReceipts, "\(place)")
    let list = sequential.blockAccessList
    #expect(list.encoded == block.reference.blockAccessList.encoded, "\(place)")
    if let hash = header.blockAccessListHash { #expect(list.hash == hash, "\(place)") }
    #expect(sequential.stateRoot == block.postStateRoot, "\(place)")
    if block.checksStateRoot { #expect(sequential.stateRoot == header.stateRoot, "\(place)") }
  }

  private func check(_ variant: StrategyVariant, workers: Int) throws -> RunTrace {
    let own = Tier(label: "\(variant)", strategy: try variant.make())
    let run = try runner.run(
      block, tiers: [own] + policy,
      // So long that no load on the machine has a plan rejected.
      options: ExecutionOptions(
        workers: workers, stream: Self.streams[workers] ?? .block,
        stateRootFromBal: workers == Self.workerCounts.last, groupingTimeLimit: .seconds(300)))
    if let difference = difference(from: run) { report(difference, variant, workers) }
    if !run.matchesReference { report("it does not match the reference", variant, workers) }
    for attempt in run.attempts { check(attempt, of: variant, workers: workers) }
    if Self.neverFallBack.contains("\(variant)"), run.attempts.count != 1 {
      report("it fell back: \(RunTrace(run))", variant, workers)
    }
    return RunTrace(run)
  }

  /// One group is always right, and so is what knows every read.
  private static let neverFallBack: Set<String> = ["sequential", "attributed-reads"]

  /// How an accepted run differs from the sequential one, in words.
  private func difference(from run: BlockRun) -> String? {
    guard let result = run.result else { return "no tier was accepted: \(RunTrace(run))" }
    let (receipts, expected) = (result.encodedReceipts, sequential.encodedReceipts)
    if receipts != expected {
      let first = zip(receipts, expected).enumerated().first { $1.0 != $1.1 }?.offset
      return "accepted with other receipts, first of transaction \(first ?? receipts.count)"
    }
    if result.blockAccessList.encoded != sequential.blockAccessList.encoded {
      let found = result.blockAccessList.firstDifference(from: sequential.blockAccessList)
      return "accepted with another access list: \(found.map { "\($0)" } ?? "order")"
    }
    if result.stateRoot != sequential.stateRoot {
      return "accepted with the state root \(result.stateRoot, default: "none"), expected"
        + " \(sequential.stateRoot, default: "none")"
    }
    return nil
  }

  /// Groups that keep every true dependency must be accepted, others must say what they missed.
  private func check(_ attempt: AttemptRecord, of variant: StrategyVariant, workers: Int) {
    guard let grouping = attempt.grouping else {
      report("its plan is rejected: \(attempt.trigger?.detail ?? "?")", variant, workers)
      return
    }
    let partition = Partition(grouping)
    if !attempt.isAccepted, partition.isCoarser(than: exact) {
      report(
        "tier \(attempt.tier) keeps every true dependency and fails: \(AttemptTrace(attempt))",
        variant, workers)
    }
    guard let edge = attempt.divergence?.missedEdge else { return }
    let (first, second) = (edge.first.rawValue, edge.second.rawValue)
    if first >= second || partition.unites(first, second) || !exact.unites(first, second) {
      report("tier \(attempt.tier) did not miss \(edge)", variant, workers)
    }
  }

  private func report(_ problem: String, _ variant: StrategyVariant, _ workers: Int) {
    Issue.record("\(place), \(variant), \(workers) workers: \(problem)")
  }
}
