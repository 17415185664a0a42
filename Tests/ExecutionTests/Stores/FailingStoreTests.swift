import BlockSets
import EVM
import EthereumTypes
import Execution
import Testing

/// A store that fails makes the run fail, whatever it would have answered.
@Suite struct FailingStoreTests {
  private func forEachBlock(_ body: (ChainRunner, PreparedBlock) throws -> Void) throws {
    let parameters = WorkloadParameters(
      seed: 5, blocks: 2, transactions: 20,
      mix: WorkloadMix([.transfer: 3, .token: 3, .swap: 2, .oracleRead: 2, .oracleUpdate: 1]),
      accounts: 40)
    try GeneratedBlockSource(parameters).forEachChain { chain in
      let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 2))
      for input in chain.blocks {
        let block = try runner.prepare(input)
        try body(runner, block)
        runner.advance(past: block)
      }
    }
  }

  private func run(
    _ block: PreparedBlock, on runner: ChainRunner, tiers: [Tier], workers: Int,
    store: FailingStore
  ) throws(BlockInvalidity) -> BlockRun {
    try runner.run(
      block, tiers: tiers,
      // The gas alone would let many a wrong root pass.
      options: ExecutionOptions(workers: workers, checks: [.gas]), store: store)
  }

  /// A warmer may meet the failure where nobody needed the answer; a wrong root never comes of it.
  @Test(arguments: [WarmerMode.bal, .speculative])
  func aFailingReadUnderAWarmerGivesNoWrongRoot(warmer: WarmerMode) throws {
    let tiers = try StoreTests.tiers(["address-narrowed", "sequential"])
    try forEachBlock { runner, block in
      let memory = runner.openStore(.memory)
      for number in stride(from: 0, to: 120, by: 3) {
        let store = FailingStore(over: memory) { $0 >= number }
        let options = ExecutionOptions(workers: 2, checks: [.gas], warmer: warmer)
        do throws(BlockInvalidity) {
          let run = try runner.run(block, tiers: tiers, options: options, store: store)
          if run.accepted == nil {
            #expect(
              run.attempts.last?.trigger?.detail == "state store: \(FailingStore.message)",
              "read \(number)")
          } else {
            #expect(run.matchesReference, "read \(number)")
          }
        } catch {
          #expect("\(error)" == "state store: \(FailingStore.message)", "read \(number)")
        }
      }
    }
  }

  @Test(arguments: [1, 2], [false, true])
  func anyFailingReadFailsTheRun(workers: Int, lasts: Bool) throws {
    let tiers = try StoreTests.tiers(["address-narrowed", "sequential"])
    try forEachBlock { runner, block in
      let memory = runner.openStore(.memory)
      let sound = FailingStore(over: memory)
      let right = try run(block, on: runner, tiers: tiers, workers: workers, store: sound)
      #expect(right.matchesReference)
      try #require(sound.count > 50)
      for number in 0..<sound.count {
        let store = FailingStore(over: memory) { lasts ? $0 >= number : $0 == number }
        do throws(BlockInvalidity) {
          let run = try run(block, on: runner, tiers: tiers, workers: workers, store: store)
          #expect(run.accepted == nil, "read \(number)")
          #expect(run.result == nil, "read \(number)")
          #expect(run.attempts.last?.trigger?.name == "execution-error", "read \(number)")
          #expect(
            run.attempts.last?.trigger?.detail == "state store: \(FailingStore.message)",
            "read \(number)")
        } catch {
          // The block's start reads too.
          #expect("\(error)" == "state store: \(FailingStore.message)", "read \(number)")
        }
      }
      // What a failed run left behind must not show in the next one.
      let again = try run(
        block, on: runner, tiers: tiers, workers: workers, store: FailingStore(over: memory))
      #expect(again.matchesReference)
    }
  }
}
