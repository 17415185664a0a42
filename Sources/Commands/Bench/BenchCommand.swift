import ArgumentParser

/// `balbench bench`: times the parts that experiments rest on.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract:
      "Time the interpreter, precompiled contracts, strategies, state tries, blocks and loading.",
    discussion: """
      EXAMPLES
        balbench bench evm programs.json
        balbench bench precompiles
        balbench bench grouping
        balbench bench trie
        balbench bench instrumentation
        balbench bench loading my-blocks
        balbench bench block --workers 1 --workers 2 --workers 4
      """,
    subcommands: [
      EVMBenchCommand.self, PrecompileBenchCommand.self, GroupingBenchCommand.self,
      TrieBenchCommand.self, BlockBenchCommand.self, LoadingBenchCommand.self,
      InstrumentationBenchCommand.self,
    ])
}
