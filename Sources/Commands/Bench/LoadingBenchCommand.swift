import ArgumentParser
import BlockSets
import Execution
import Experiments
import Reports

/// `balbench bench loading`: times reading blocks beside executing them.
struct LoadingBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loading",
    abstract: "Time the loading of blocks beside their execution.",
    discussion: """
      Loading is everything until a block can be executed: reading, decompressing, the digest, \
      decoding; a chain's state counts apart. Beside it: `import`, what a client does with the \
      block (the witness checked, header and body checked, transactions run in sequence, all \
      results compared with the header, the state moved on); `run`, a run of `sequential` with one \
      worker thereafter, with merge, receipts, access list and state root; `exec`, that run's \
      transactions alone. The set is walked once to warm up, then as often as --repeats says; sums \
      over all blocks are printed, their medians over the repeats.

      EXAMPLES
        balbench bench loading mint-rush
        balbench bench loading ../shared/mainnet/dev --repeats 5 --json
      """)

  @OptionGroup var input: BlockSetInput

  @Option(help: ArgumentHelp("How often the set is walked.", valueName: "N"))
  var repeats = 3

  @Flag(help: "Print JSON.")
  var json = false

  private struct Figures: Encodable {
    var blocks = 0
    var transactions = 0
    var stateNanoseconds: UInt64 = 0
    var loadNanoseconds: UInt64 = 0
    var importNanoseconds: UInt64 = 0
    var execNanoseconds: UInt64 = 0
    var runNanoseconds: UInt64 = 0

    /// Runs a block and takes the chain past it.
    mutating func add(
      _ block: InputBlock, on runner: ChainRunner, by tier: Tier
    ) throws(BlockInvalidity) {
      var watch = LapWatch()
      let prepared = try runner.prepare(block)
      importNanoseconds += watch.lap()
      let run = try runner.run(prepared, tiers: [tier], options: ExecutionOptions())
      let timings = run.attempts[0].timings
      execNanoseconds += timings.execNanoseconds
      runNanoseconds += timings.totalNanoseconds
      blocks += 1
      transactions += prepared.transactionCount
      _ = watch.lap()
      runner.advance(past: prepared)
      importNanoseconds += watch.lap()
    }

    private enum CodingKeys: String, CodingKey {
      case blocks, transactions
      case stateNanoseconds = "load_states_ns"
      case loadNanoseconds = "load_blocks_ns"
      case importNanoseconds = "import_ns"
      case execNanoseconds = "exec_ns"
      case runNanoseconds = "run_ns"
    }
  }

  func validate() throws { try BenchRange.check(repeats, in: 1...1_000, "--repeats") }

  func run() throws {
    try BlockSetInput.reading {
      let sequential = try sequential()
      _ = try walk(by: sequential)
      let walks = try (0..<repeats).map { _ in try walk(by: sequential) }
      var figures = walks[0]
      guard figures.blocks > 0 else {
        throw CommandFailure(
          .configuration, "\(input.path): error: no block that can be executed")
      }
      for phase in [
        \Figures.stateNanoseconds, \.loadNanoseconds, \.importNanoseconds, \.execNanoseconds,
        \.runNanoseconds,
      ] {
        figures[keyPath: phase] = walks.map { $0[keyPath: phase] }.sorted()[repeats / 2]
      }
      json ? try BenchOutput.printJSON([figures]) : show(figures)
    }
  }

  private func sequential() throws(CommandFailure) -> Tier {
    do throws(ExperimentFileError) {
      return try PlanReader(catalog: BuiltStrategies.all).strategy(
        argument: StrategyPlan.sequentialName, name: "strategy"
      ).tier
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  private func walk(by sequential: Tier) throws -> Figures {
    var figures = Figures()
    let machines = MachinePool(workerCount: 1)
    var watch = LapWatch()
    try input.source.forEachStream { stream in
      figures.stateNanoseconds += watch.lap()
      var runner = try? ChainRunner(stream.head, machines: machines)
      figures.importNanoseconds += watch.lap()
      try stream.forEachBlock { block in
        let loading = watch.lap()
        if let walker = runner {
          do {
            try figures.add(block, on: walker, by: sequential)
            figures.loadNanoseconds += loading
          } catch {
            // The blocks after one that cannot be executed cannot either.
            if block.expectedException == nil { runner = nil }
          }
        }
        // What it takes to free what execution left is none of the next block's loading.
        _ = watch.lap()
      }
      runner = nil
      _ = watch.lap()
    }
    return figures
  }

  private func show(_ figures: Figures) {
    var table = TextTable(columns: [
      .init("", alignment: .left), .init("ms"), .init("µs a block"), .init("% of import"),
      .init("% of run"), .init("% of exec"),
    ])
    let rows: [(String, UInt64)] = [
      ("load blocks", figures.loadNanoseconds), ("load states", figures.stateNanoseconds),
      ("import", figures.importNanoseconds), ("run", figures.runNanoseconds),
      ("exec", figures.execNanoseconds),
    ]
    for (name, nanoseconds) in rows {
      let time = Double(nanoseconds)
      table.add(
        [
          name, NumberText.decimal(time / 1e6, places: 2),
          BenchOutput.microseconds(time / Double(figures.blocks)),
        ]
          + [figures.importNanoseconds, figures.runNanoseconds, figures.execNanoseconds].map {
            NumberText.decimal(100 * time / Double($0), places: 1)
          })
    }
    print("\(input.path): blocks \(figures.blocks), transactions \(figures.transactions)")
    for line in table.lines(width: 100) { print(line) }
  }
}

/// Tells the time since it was last asked.
private struct LapWatch {
  private var mark = ContinuousClock.now

  mutating func lap() -> UInt64 {
    let now = ContinuousClock.now
    defer { mark = now }
    return UInt64((now - mark) / .nanoseconds(1))
  }
}
