import ArgumentParser
import BlockSets
import Execution
import Reports

/// `balbench bench loading`: times reading blocks beside executing them.
struct LoadingBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loading",
    abstract: "Time the loading of blocks beside their execution.",
    discussion: """
      Loading is everything until a block can be executed: reading, decompressing, the digest, \
      decoding; a chain's state counts apart. Execution is in sequence, on one thread: the \
      transactions alone, and all that it takes to accept the block (merge, receipts, access list, \
      state root). The set is walked once to warm up, then as often as --repeats says; sums over \
      all blocks are printed, their medians over the repeats.

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
    var execNanoseconds: UInt64 = 0
    var acceptNanoseconds: UInt64 = 0

    private enum CodingKeys: String, CodingKey {
      case blocks, transactions
      case stateNanoseconds = "load_states_ns"
      case loadNanoseconds = "load_blocks_ns"
      case execNanoseconds = "exec_ns"
      case acceptNanoseconds = "accept_ns"
    }
  }

  func validate() throws { try BenchRange.check(repeats, in: 1...1_000, "--repeats") }

  func run() throws {
    try BlockSetInput.reading {
      _ = try walk()
      let walks = try (0..<repeats).map { _ in try walk() }
      var figures = walks[0]
      guard figures.blocks > 0 else {
        throw CommandFailure(
          .configuration, "\(input.path): error: no block that can be executed")
      }
      for phase in [
        \Figures.stateNanoseconds, \.loadNanoseconds, \.execNanoseconds, \.acceptNanoseconds,
      ] {
        figures[keyPath: phase] = walks.map { $0[keyPath: phase] }.sorted()[repeats / 2]
      }
      json ? try BenchOutput.printJSON([figures]) : show(figures)
    }
  }

  private func walk() throws -> Figures {
    var figures = Figures()
    let machines = MachinePool(workerCount: 1)
    var mark = ContinuousClock.now
    func lap() -> UInt64 {
      let now = ContinuousClock.now
      defer { mark = now }
      return UInt64((now - mark) / .nanoseconds(1))
    }
    try input.source.forEachStream { stream in
      figures.stateNanoseconds += lap()
      var runner = try? ChainRunner(stream.head, machines: machines)
      _ = lap()
      try stream.forEachBlock { block in
        let loading = lap()
        defer { _ = lap() }
        guard let walker = runner, let prepared = try? walker.prepare(block) else {
          // The blocks after one that cannot be executed cannot either.
          if block.expectedException == nil { runner = nil }
          return
        }
        figures.acceptNanoseconds += lap()
        figures.loadNanoseconds += loading
        figures.execNanoseconds += prepared.reference.execNanoseconds
        figures.blocks += 1
        figures.transactions += prepared.transactionCount
        walker.advance(past: prepared)
      }
      // What it takes to free a chain's state is none of the next one's loading.
      runner = nil
      _ = lap()
    }
    return figures
  }

  private func show(_ figures: Figures) {
    var table = TextTable(columns: [
      .init("", alignment: .left), .init("ms"), .init("µs a block"), .init("% of accepting"),
      .init("% of exec"),
    ])
    let rows: [(String, UInt64)] = [
      ("load blocks", figures.loadNanoseconds), ("load states", figures.stateNanoseconds),
      ("exec", figures.execNanoseconds), ("accept", figures.acceptNanoseconds),
    ]
    for (name, nanoseconds) in rows {
      let time = Double(nanoseconds)
      table.add([
        name, NumberText.decimal(time / 1e6, places: 2),
        BenchOutput.microseconds(time / Double(figures.blocks)),
        NumberText.decimal(100 * time / Double(figures.acceptNanoseconds), places: 1),
        NumberText.decimal(100 * time / Double(figures.execNanoseconds), places: 1),
      ])
    }
    print("\(input.path): blocks \(figures.blocks), transactions \(figures.transactions)")
    for line in table.lines(width: 100) { print(line) }
  }
}
