import BlockSets
import EthereumTypes
import Execution
import Testing

/// What runs beside the executor changes times, and nothing else.
@Suite struct PipelineTests {
  /// One way of running warmer and merkleizer.
  private struct Way: CustomStringConvertible {
    let options: ExecutionOptions
    let store: StoreSource

    var description: String {
      "store \(store), warmer \(options.warmer), stream \(options.stream), root from BAL"
        + " \(options.stateRootFromBal), \(options.workers) workers"
    }
  }

  private static let ways: [Way] = {
    var ways: [Way] = []
    let stores: [StoreSource] = [
      .memory, .latency(coldReadMicroseconds: 2, parallelReads: 4, over: .memory),
    ]
    for store in stores {
      for warmer in WarmerMode.allCases {
        for stream in MerkleStream.allCases {
          for rootFromBal in [false, true] {
            for workers in [1, 2] {
              let options = ExecutionOptions(
                workers: workers, stream: stream, stateRootFromBal: rootFromBal, warmer: warmer,
                groupingTimeLimit: .seconds(300))
              ways.append(Way(options: options, store: store))
            }
          }
        }
      }
    }
    return ways
  }()

  private static func forEachBlock(
    _ parameters: WorkloadParameters, _ body: (ChainRunner, PreparedBlock) throws -> Void
  ) throws {
    try GeneratedBlockSource(parameters).forEachChain { chain in
      let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 2))
      for input in chain.blocks {
        let block = try runner.prepare(input)
        try body(runner, block)
        runner.advance(past: block)
      }
    }
  }

  /// Blocks on which the first attempt fails and merkle work is thrown away.
  private static var conflicts: WorkloadParameters {
    var parameters = WorkloadParameters(
      seed: 11, blocks: 3, transactions: 60,
      mix: WorkloadMix([.transfer: 4, .token: 4, .swap: 2, .oracleRead: 3, .oracleUpdate: 1]),
      accounts: 60)
    parameters.oracleConflictsPercent = 100
    return parameters
  }

  private static func trace(_ run: BlockRun) -> String {
    run.attempts.map { "\($0.label): \($0.trigger?.detail ?? "accepted")" }.joined(separator: "; ")
  }

  @Test func everyCombinationGivesTheSameVerdict() throws {
    let tiers = try StoreTests.tiers(["address-narrowed", "refined", "sequential"])
    var failed = 0
    try Self.forEachBlock(Self.conflicts) { runner, block in
      var traces: Set<String> = []
      for way in Self.ways {
        let run = try runner.run(
          block, tiers: tiers, options: way.options, store: runner.openStore(way.store))
        #expect(run.matchesReference, "block \(block.header.number), \(way)")
        #expect(
          run.result?.stateRoot == block.header.stateRoot, "block \(block.header.number), \(way)")
        traces.insert(Self.trace(run))
        failed += run.attempts.count - 1
      }
      #expect(traces.count == 1, "block \(block.header.number): \(traces)")
    }
    #expect(failed > 0, "no attempt failed: nothing was cancelled")
  }

  /// Groups that conflict leave values that are wrong or come in another order than the block's.
  @Test(arguments: [MerkleStream.transaction, .group])
  func streamedGuessesAreMended(stream: MerkleStream) throws {
    let tiers = try StoreTests.tiers(["singletons", "sequential"])
    let parameters = WorkloadParameters(
      seed: 3, blocks: 4, transactions: 40, mix: WorkloadMix([.transfer: 1, .counter: 1]),
      accounts: 8)
    try Self.forEachBlock(parameters) { runner, block in
      // Without the other checks a wrong root is the only thing that can stop the first attempt.
      let options = ExecutionOptions(workers: 2, checks: [.stateRoot], stream: stream)
      let run = try runner.run(block, tiers: tiers, options: options)
      #expect(run.accepted != nil)
      #expect(run.result?.stateRoot == block.header.stateRoot)
    }
  }

  @Test func aWarmerSparesTheExecutorReads() throws {
    let tiers = try StoreTests.tiers(["sequential"])
    try Self.forEachBlock(Self.conflicts) { runner, block in
      let store = runner.openStore(
        .latency(coldReadMicroseconds: 50, parallelReads: 16, over: .memory))
      func reads(_ warmer: WarmerMode) throws -> ReadCounts {
        let run = try runner.run(
          block, tiers: tiers, options: ExecutionOptions(warmer: warmer), store: store)
        return try #require(run.attempts.first?.reads)
      }
      let off = try reads(.off)
      #expect(off.prefetched == 0 && off.useful == 0)
      for warmer in [WarmerMode.bal, .speculative] {
        let warmed = try reads(warmer)
        #expect(warmed.useful > 0 && warmed.useful <= warmed.prefetched, "\(warmer)")
        // What both read counts once, whoever was first.
        #expect(warmed.cold + warmed.useful == off.cold, "\(warmer)")
      }
    }
  }

  @Test func spansCoverTheAttempt() throws {
    let tiers = try StoreTests.tiers(["attributed-reads", "sequential"])
    try Self.forEachBlock(Self.conflicts) { runner, block in
      let run = try runner.run(
        block, tiers: tiers, options: ExecutionOptions(workers: 2, stream: .group))
      let attempt = try #require(run.accepted)
      let phases = Set(attempt.spans.map(\.phase))
      #expect(phases.isSuperset(of: [.groups, .exec, .merge, .send, .merkle, .verify, .wait]))
      let strays = attempt.spans.filter { $0.start > $0.end || $0.end > run.totalNanoseconds }
      #expect(strays.isEmpty)
      let groups = attempt.spans.compactMap(\.group).sorted()
      #expect(groups == Array(0..<attempt.groups.count))
      let bare = try runner.run(
        block, tiers: tiers, options: ExecutionOptions(workers: 2, recordsSpans: false))
      #expect(bare.attempts.flatMap(\.spans).isEmpty)
    }
  }
}
