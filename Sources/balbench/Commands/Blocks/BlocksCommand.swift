import ArgumentParser

/// `balbench blocks`: block sets.
struct BlocksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blocks",
    abstract: "Bring blocks to run experiments on.",
    discussion: """
      EXAMPLES
        balbench blocks capture --rpc http://localhost:8545 --from 23000000 --to 23000099 -o blocks
      """,
    subcommands: [BlocksCaptureCommand.self])
}
