import ArgumentParser
import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution

extension Address: ExpressibleByArgument {
  /// An address of 40 hex digits after `0x`.
  public init?(argument: String) { self.init(hex: argument) }
}

extension Hash32: ExpressibleByArgument {
  /// A hash of 64 hex digits after `0x`.
  public init?(argument: String) { self.init(hex: argument) }
}

/// The arguments that choose one list among many.
struct ListOptions: ParsableArguments {
  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("The test case: its name or a part of it.", valueName: "NAME"))
  var caseName: String?

  @Option(help: ArgumentHelp("The block with this number.", valueName: "N"))
  var block: UInt64?

  @Option(
    help: ArgumentHelp(
      "The block's number of transactions, where the file does not tell.", valueName: "N"))
  var transactions: Int?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard let transactions, !(0..<Int(UInt32.max)).contains(transactions) else { return }
    throw ValidationError("--transactions is \(transactions); use 0 to \(UInt32.max - 1)")
  }

  private var choice: BlockAccessListFile.Choice {
    BlockAccessListFile.Choice(caseName: caseName, blockNumber: block)
  }

  /// Reads the list of a file.
  func read(file: String) throws(BlockAccessListFileError) -> SourcedBlockAccessList {
    completed(try BlockAccessListFile(path: file).read(choice))
  }

  /// Reads the list of a file that has to be readable.
  func require(file: String) throws(CommandFailure) -> SourcedBlockAccessList {
    do throws(BlockAccessListFileError) {
      return try read(file: file)
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  /// Builds the list of a block.
  func build(blocks path: String) throws(CommandFailure) -> SourcedBlockAccessList {
    do {
      return completed(
        try BuiltAccessList.build(choice, from: BlockSet(name: path, path: path)))
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  /// What the source says about its block goes before the arguments.
  private func completed(_ source: SourcedBlockAccessList) -> SourcedBlockAccessList {
    var source = source
    source.context.transactionCount = source.context.transactionCount ?? transactions
    return source
  }
}
