import ArgumentParser

/// `balbench fuzz`: looks for programs on which two ways of doing the same differ.
struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Search for differences with random programs.",
    discussion: """
      EXAMPLES
        balbench fuzz evm
        balbench fuzz evm --programs 1000000 --jobs 8

      EXIT CODES
        0  no difference
        1  a difference was found
        2  the command line is wrong
      """,
    subcommands: [FuzzEVMCommand.self])
}
