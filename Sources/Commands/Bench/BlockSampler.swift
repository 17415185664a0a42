import BlockSets
import EthereumTypes
import Execution
import Experiments

/// Runs blocks in several ways in turns, and keeps the times of each run.
struct BlockSampler {
  /// A way of running a block.
  struct Way {
    let strategy: StrategyPlan
    let workers: Int
    /// Whether it is noted who did what when.
    var recordsSpans = true
  }

  /// The times of one block.
  struct Sample {
    let transactionCount: Int
    let gasUsed: UInt64
    /// For each way, the timings of each repeat.
    let timings: [[PhaseTimings]]
  }

  let source: any BlockSource
  let ways: [Way]
  /// Runs of each block in each way; one more comes first and is not kept.
  let repeats: Int

  /// The times of every block that can be run.
  ///
  /// - Parameter say: Is told which blocks cannot, and which groupings were not right.
  func samples(say: (String) -> Void) throws -> [Sample] {
    let machines = MachinePool(workerCount: ways.map(\.workers).max() ?? 1)
    var samples: [Sample] = []
    try source.forEachChain { chain in
      do {
        let runner = try ChainRunner(chain, machines: machines)
        for input in chain.blocks {
          let block = try runner.prepare(input)
          samples.append(try sample(block, on: runner, say: say))
          runner.advance(past: block)
        }
      } catch let error as ChainError {
        say("\(chain.name) is left out: \(error)")
      } catch let error as BlockInvalidity {
        say("\(chain.name) is left out: \(error)")
      }
    }
    return samples
  }

  private func sample(
    _ block: PreparedBlock, on runner: ChainRunner, say: (String) -> Void
  ) throws -> Sample {
    var timings = ways.map { _ in [PhaseTimings]() }
    for repetition in 0...repeats {
      for (number, way) in ways.enumerated() {
        let run = try runner.run(
          block, tiers: [way.strategy.tier],
          options: ExecutionOptions(workers: way.workers, recordsSpans: way.recordsSpans))
        guard let attempt = run.attempts.first else { continue }
        if repetition > 0 {
          timings[number].append(attempt.timings)
        } else if let trigger = attempt.trigger {
          say("block \(block.header.number), \(way.strategy.label): \(trigger.detail)")
        }
      }
    }
    return Sample(
      transactionCount: block.transactionCount, gasUsed: block.header.gasUsed, timings: timings)
  }
}

extension [PhaseTimings] {
  /// The median of a phase's nanoseconds.
  func median(_ phase: KeyPath<PhaseTimings, UInt64>) -> UInt64 {
    let sorted = map { $0[keyPath: phase] }.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
