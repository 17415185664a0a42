import ArgumentParser
import BlockSets
import Execution

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
      env.json does not name fork and chain id (geth's does not), give them here. The files of one \
      block may lie anywhere: name them as for `evm t8n`, in place of IN.

      EXAMPLES
        balbench blocks convert tests/fixtures my-set --format blockset
        balbench blocks convert my-set my-set.json.gz --format blockchain-test
        balbench blocks convert my-set transitions --format t8n
        balbench blocks convert testdata/1 one-block --format blockset --fork Berlin
        balbench blocks convert --input.alloc pre/alloc.json --input.env env.json \
      --input.txs signed.rlp one-block --format blockset --fork Berlin
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case blockset
    case blockchainTest = "blockchain-test"
    case t8n
  }

  @Argument(
    help: ArgumentHelp(
      "What to read: a folder, a file or a pattern; nothing where --input.… names files.",
      valueName: "in"),
    completion: .file(extensions: ["json", "gz"]))
  var input: String?

  @Argument(
    help: ArgumentHelp(
      "What to write: a folder, or a file for blockchain-test.", valueName: "out"),
    completion: .file())
  var output: String?

  @Option(help: "The format to write.")
  var format: Format

  @OptionGroup var transition: TransitionInput

  @OptionGroup var set: BlockSetOutput

  func validate() throws {
    switch (transition.namesFiles, input, output) {
    case (false, .some, .some), (true, .some, nil): return
    case (false, _, _): throw ValidationError("expected two paths: what to read, what to write")
    case (true, nil, _): throw ValidationError("expected a path: what to write")
    case (true, .some, .some):
      throw ValidationError("expected one path, what to write: the --input.… options are read")
    }
  }

  func run() throws {
    // The path of what is written stands last, after a path of what is read if there is one.
    guard let output = output ?? input else { preconditionFailure("validate has let it pass") }
    let path = transition.namesFiles ? nil : input
    try BlockSetInput.reading { try convert(try transition.source(at: path), to: output) }
  }

  private func convert(_ source: any BlockSource, to output: String) throws {
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
