import ArgumentParser
import BlockAccessLists
import BlockSets
import EthereumTypes
import Reports

/// `balbench bal check`: validates a block access list.
struct BalCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate a block access list without executing its block.",
    discussion: """
      Reports every problem at once, each with its account and, in RLP, its byte: order, \
      duplicates, indices, slots both changed and read, code sizes, the number of items, the \
      hash. Blockchain tests tell the block's gas limit, transactions and hash; for other files \
      give them. Exits with 1 if the list is invalid, with 2 if it cannot be read.

      EXAMPLES
        balbench bal check test.json --case duplicate
        balbench bal check list.rlp --gas-limit 60000000 --transactions 212
        balbench bal check list.rlp --hash 0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347
      """)

  @Argument(help: "The file of the list.", completion: .file())
  var file: String

  @OptionGroup var list: ListOptions

  @Option(
    help: ArgumentHelp("The block's gas limit, where the file does not tell.", valueName: "N"))
  var gasLimit: UInt64?

  @Option(help: ArgumentHelp("The hash that the list should have.", valueName: "H"))
  var hash: Hash32?

  func run() throws {
    let check = try self.check()
    print(list.json ? try check.json() : check.lines.joined(separator: "\n"))
    if !check.isValid { throw CommandFailure(.failedCells) }
  }

  private func check() throws(CommandFailure) -> BlockAccessListCheck {
    do throws(BlockAccessListFileError) {
      var source = try list.read(file: file)
      source.context.gasLimit = source.context.gasLimit ?? gasLimit
      source.context.hash = hash ?? source.context.hash
      return BlockAccessListCheck(source)
    } catch .malformed(let path, let error) {
      return BlockAccessListCheck(malformed: error, origin: path)
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }
}
