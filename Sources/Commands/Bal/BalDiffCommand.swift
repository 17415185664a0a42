import ArgumentParser
import BlockAccessLists
import Reports

/// `balbench bal diff`: compares two block access lists.
struct BalDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two block access lists: the first difference of each account.",
    discussion: """
      Compares the lists of two files, or that of a file with the one that executing a block of \
      --blocks builds. Exits with 1 if they differ.

      EXAMPLES
        balbench bal diff a.rlp b.rlp
        balbench bal diff a.rlp test.json --case withdrawal --all
        balbench bal diff 1-19426587.bal.json.gz --blocks 1-19426587.json.gz
      """)

  @Argument(help: "The files A and B; A only with --blocks.", completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Execute a block of these files; B is the list it builds.", valueName: "PATH"),
    completion: .file())
  var blocks: String?

  @OptionGroup var list: ListOptions

  @Flag(help: "Print every difference.")
  var all = false

  func validate() throws {
    guard files.count != (blocks == nil ? 2 : 1) else { return }
    throw ValidationError("give two files, or one and --blocks")
  }

  func run() throws {
    let first = try list.require(file: files[0])
    let second =
      if let blocks { try list.build(blocks: blocks) } else { try list.require(file: files[1]) }
    let diff = BlockAccessListDiff(first, second, extent: all ? .all : .firstPerAccount)
    print(list.json ? try diff.json() : diff.lines.joined(separator: "\n"))
    if !diff.isEmpty { throw CommandFailure(.failedCells) }
  }
}
