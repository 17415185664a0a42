import ArgumentParser

/// `balbench bench`: times the parts that experiments rest on.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time the interpreter, the strategies, state tries and whole blocks.",
    discussion: """
      EXAMPLES
        balbench bench evm programs.json
        balbench bench grouping
        balbench bench trie
        balbench bench block --workers 1 --workers 2 --workers 4
      """,
    subcommands: [
      EVMBenchCommand.self, GroupingBenchCommand.self, BlockBenchCommand.self,
      TrieBenchCommand.self,
    ])
}
