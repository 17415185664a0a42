import ArgumentParser

/// `balbench bal`: block access lists as such.
struct BalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bal",
    abstract: "Show, compare and check block access lists (EIP-7928).",
    discussion: """
      A FILE is RLP (bytes or hex digits), blockchain tests, a derived-bal/1 record, or JSON as \
      `bal show --json` prints it; gzip or not. Of blockchain tests, the first block with an \
      access list is taken unless --case and --block choose another.

      EXAMPLES
        balbench bal show test.json --case withdrawal --block 1
        balbench bal show --blocks shared/mainnet/dev --block 19426587 --index 4
        balbench bal diff 1-19426587.bal.json.gz --blocks 1-19426587.json.gz
        balbench bal check list.rlp --gas-limit 60000000 --transactions 212

      EXIT CODES
        0  shown; or equal; or valid
        1  the lists differ, or the list is invalid
        2  the command line is wrong, or an input cannot be read
      """,
    subcommands: [BalShowCommand.self, BalDiffCommand.self, BalCheckCommand.self])
}
