import ArgumentParser
import BlockAccessLists
import EthereumTypes
import Reports

/// `balbench bal show`: prints a block access list.
struct BalShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a block access list readably, with its statistics.",
    discussion: """
      Shows the list of FILE, or the one that executing a block of --blocks builds. Indices are \
      named after what they stand for: 0 is before the transactions, i + 1 is transaction i, the \
      last is after them.

      EXAMPLES
        balbench bal show 1-19426587.bal.json.gz
        balbench bal show test.json --address 0x000f3df6d732807ef1319fb7b8bb8522d0beac02
        balbench bal show --blocks 1-19426587.json.gz --index 4
      """)

  @Argument(help: "The file of the list.", completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Execute a block of these files and show the list it builds.", valueName: "PATH"),
    completion: .file())
  var blocks: String?

  @OptionGroup var list: ListOptions

  @Option(help: ArgumentHelp("Only this account.", valueName: "A"))
  var address: Address?

  @Option(help: ArgumentHelp("Only what this index changes.", valueName: "I"))
  var index: UInt32?

  func validate() throws {
    guard (file == nil) == (blocks == nil) else { return }
    throw ValidationError("give either FILE or --blocks")
  }

  func run() throws {
    let listing = BlockAccessListListing(
      try source(), address: address,
      index: index.map { BlockAccessIndex(rawValue: Int($0)) })
    print(list.json ? try listing.json() : listing.lines.joined(separator: "\n"))
  }

  private func source() throws -> SourcedBlockAccessList {
    if let blocks { return try list.build(blocks: blocks) }
    guard let file else { throw ValidationError("give either FILE or --blocks") }
    return try list.require(file: file)
  }
}
