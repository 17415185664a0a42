import ArgumentParser

/// `balbench blocks`: block sets as such.
struct BlocksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blocks",
    abstract: "Capture, make, read, check, convert and cut block sets.",
    discussion: """
      A block set is a folder with a blockset.json and one compressed file a block; or JSON files, \
      gzip or not: blockchain tests and real-block/1 records. Every command reads all of them, \
      `convert` geth's t8n files besides. Where a folder is written, it must be empty or not there yet.

      EXAMPLES
        balbench blocks capture --rpc http://localhost:8545 --from 23000000 --to 23000099 -o blocks
        balbench blocks generate --recipe mint-rush --seed 3 --blocks 20 -o mint-rush
        balbench blocks verify mint-rush
        balbench blocks stats ../shared/mainnet/dev --svg dev.svg
        balbench blocks convert mint-rush mint-rush.json --format blockchain-test

      EXIT CODES
        0  done; or every block reproduces its header
        1  a block does not reproduce its header, or a file is damaged
        2  the command line is wrong, or an input cannot be read
      """,
    subcommands: [
      BlocksCaptureCommand.self, BlocksListCommand.self, BlocksInfoCommand.self,
      BlocksVerifyCommand.self, BlocksGenerateCommand.self, BlocksConvertCommand.self,
      BlocksSplitCommand.self, BlocksSampleCommand.self, BlocksStatsCommand.self,
    ])
}
