import BlockSets
import EVM
import EthereumTypes
import Execution
import Synchronization

/// Runs programs of consecutive seeds in two ways until one differs.
package struct FuzzRun: Sendable {
  /// The seed of the first program.
  package var seed: UInt64
  package var programCount: Int
  /// Each program is of one of these, by its seed.
  package var forks: [Fork]
  /// Programs that are run at once.
  package var jobs: Int
  /// No program is begun later.
  package var deadline: ContinuousClock.Instant?
  /// Other opcodes than those of the fork for one of the two ways: what a canary changes.
  package var steppedOpcodes: (@Sendable (Fork) -> OpcodeTable)?

  /// Gas limits of a program: that which it was made with, that which gives out at its end, and
  /// others that give out near any of its steps.
  private static let runsPerProgram = 4
  /// Programs that a worker runs before it tells.
  private static let chunkSize = 64

  package init(
    seed: UInt64, programCount: Int, forks: [Fork] = Fork.allCases, jobs: Int = 1,
    deadline: ContinuousClock.Instant? = nil,
    steppedOpcodes: (@Sendable (Fork) -> OpcodeTable)? = nil
  ) {
    precondition(!forks.isEmpty && jobs > 0, "a run has forks and workers")
    self.seed = seed
    self.programCount = programCount
    self.forks = forks
    self.jobs = jobs
    self.deadline = deadline
    self.steppedOpcodes = steppedOpcodes
  }

  /// Runs the programs.
  ///
  /// - Parameter progress: Called now and then with the number of programs done, from any thread,
  ///   one call at a time.
  package func run(
    progress: @escaping @Sendable (_ done: Int) -> Void = { _ in }
  ) -> FuzzReport {
    let report = Mutex(FuzzReport())
    let isOver = Atomic(false)
    let pool = WorkerPool(workerCount: jobs)
    let comparisons = (0..<jobs).map { _ in
      Dictionary(
        uniqueKeysWithValues: Set(forks).map { fork in
          (fork, ProgramComparison(fork: fork, steppedOpcodes: steppedOpcodes?(fork)))
        })
    }
    let chunkCount = (programCount + Self.chunkSize - 1) / Self.chunkSize
    pool.run(itemCount: chunkCount, workers: jobs) { worker, chunk in
      if isOver.load(ordering: .relaxed) { return }
      let first = chunk * Self.chunkSize
      let last = min(first + Self.chunkSize, programCount)
      let found = run(first..<last, comparisons: comparisons[worker])
      // A difference or the deadline has ended it.
      if found.programCount < last - first || !found.failures.isEmpty {
        isOver.store(true, ordering: .relaxed)
      }
      report.withLock { report in
        report.merge(found)
        progress(report.programCount)
      }
    }
    return report.withLock { $0 }
  }

  private func run(
    _ programs: Range<Int>, comparisons: [Fork: ProgramComparison]
  ) -> FuzzReport {
    var report = FuzzReport()
    for index in programs {
      if let deadline, deadline < .now { break }
      let seed = seed &+ UInt64(index)
      let fork = forks[Int(seed % UInt64(forks.count))]
      guard let comparison = comparisons[fork] else { continue }
      run(seed, of: fork, comparison, &report)
      if !report.failures.isEmpty { break }
    }
    return report
  }

  /// Runs the program of a seed with the gas it was made with, and with gas that gives out at some
  /// of the steps of that run.
  private func run(
    _ seed: UInt64, of fork: Fork, _ comparison: ProgramComparison, _ report: inout FuzzReport
  ) {
    var generator = ProgramGenerator(seed: seed, fork: fork)
    var program = generator.program()
    let state = program.state
    let limit = program.gas
    report.programCount += 1
    defer { comparison.forgetCode() }
    var record: StepRecord?
    for number in 0..<Self.runsPerProgram {
      if let record {
        let gas =
          number == 1
          ? BudgetChoice.budget(atEndOf: record, of: limit)
          : BudgetChoice.budget(near: record, of: limit, &generator.random)
        guard let gas else { continue }
        program.gas = gas
      }
      let result = comparison.run(program.message, on: state)
      record = record ?? result.record
      report.add(result, of: fork)
      if let difference = result.difference {
        report.failures.append(
          failure(seed, program, difference, comparison))
        return
      }
    }
  }

  private func failure(
    _ seed: UInt64, _ program: Program, _ difference: ProgramDifference,
    _ comparison: ProgramComparison
  ) -> FuzzReport.Failure {
    let minimized = ProgramMinimizer.minimize(program, with: comparison)
    return FuzzReport.Failure(
      seed: seed, program: program, difference: difference, minimized: minimized,
      minimizedDifference: comparison.run(minimized).difference ?? difference)
  }
}
