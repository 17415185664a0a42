import ArgumentParser
import BlockSets
import EthereumTypes
import Execution
import Experiments

/// `balbench blocks convert`: a block set in another format.
struct BlocksConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert a block set into another format.",
    discussion: """
      blockset          a folder with blockset.json and one compressed file a block
      blockchain-test   one JSON file as the execution-spec-tests have it (.json, .json.gz); needs
                        the whole state and the header before the first block
      t8n               alloc.json, env.json and txs.json of geth's `evm t8n`, a folder a block; \
      read with txs.rlp too

      IN may be any of them. What t8n files describe is executed and sealed into a block; where \
      env.json does not name fork and chain id (geth's does not), give them here.

      EXAMPLES
        balbench blocks convert tests/fixtures my-set --format blockset
        balbench blocks convert my-set my-set.json.gz --format blockchain-test
        balbench blocks convert my-set transitions --format t8n
        balbench blocks convert testdata/1 one-block --format blockset --fork Berlin
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case blockset
    case blockchainTest = "blockchain-test"
    case t8n
  }

  @OptionGroup var input: BlockSetInput

  @Argument(
    help: "What to write: a folder, or a file for blockchain-test.", completion: .file())
  var output: String

  @Option(help: "The format to write.")
  var format: Format

  @Option(help: ArgumentHelp("The fork of t8n files.", valueName: "FORK"), completion: .forks)
  var fork: String?

  @Option(help: ArgumentHelp("The chain id of t8n files.", valueName: "N"))
  var chainID: UInt64?

  @OptionGroup var set: BlockSetOutput

  func run() throws {
    let fork = try fork.map(ForkArgument.fork)
    let transitions = TransitionBlockSource(path: input.path, fork: fork, chainID: chainID)
    let source: any BlockSource = transitions ?? input.source
    try BlockSetInput.reading {
      switch format {
      case .blockset:
        let manifest = try set.write(
          to: output, name: "\(source)", source: "converted from \(source)",
          chains: source.forEachStream)
        BlockSetOutput.report(manifest, in: output)
      case .blockchainTest:
        var writer = BlockchainTestWriter(path: output)
        try source.forEachStream { try writer.write($0) }
        try writer.finish()
        print("\(output): blockchain tests")
      case .t8n:
        try OutputFile.makeEmptyFolder(at: output)
        var export = TransitionExport(folder: output)
        try export.write(source)
        print("\(output): blocks \(export.blocks)")
        if export.partialStates > 0 {
          StandardError.write(
            "warning: \(export.partialStates) chains know a part of the state only; whatever "
              + "executes these files finds other state roots than the blocks' headers")
        }
      }
    }
  }
}
