import ArgumentParser
import BlockSets
import Execution

/// `balbench blocks sample`: some blocks of a set, small ones and large ones.
struct BlocksSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Take a seeded sample of blocks, stratified by size.",
    discussion: """
      Sorts the blocks by gas used, forms N strata of equal number and takes one block at random \
      of each. Every block of the sample is a chain of its own on the state before it, for which \
      its chain is executed up to it.

      EXAMPLES
        balbench blocks sample my-set 10 -o ten-blocks
        balbench blocks sample ../shared/mainnet/dev 12 --seed 7 -o a-dozen
      """)

  @OptionGroup var input: BlockSetInput

  @Argument(help: "How many blocks.")
  var count: Int

  @Option(help: ArgumentHelp("The seed of the choice.", valueName: "N"))
  var seed: UInt64 = 1

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "DIR"),
    completion: .directory)
  var output: String

  @OptionGroup var set: BlockSetOutput

  func run() throws {
    try BlockSetInput.reading {
      let cut = try BlockSetCut(input.source)
      guard (1...max(cut.sampleLimit, 1)).contains(count), cut.sampleLimit > 0 else {
        throw CommandFailure(
          .configuration,
          "\(input.path): error: \(cut.sampleLimit) blocks to choose from; "
            + "asked for a sample of \(count)")
      }
      let writer = try BlockSetWriter(
        folder: output, name: set.name ?? "sample",
        source: "\(count) blocks of \(input.path), seed \(seed)", licence: set.licence)
      try cut.sample(count, seed: seed) { try writer.add($0) }
      BlockSetOutput.report(try writer.finish(), in: output)
    }
  }
}

extension BlockSetWriter {
  /// Writes the next piece of a part.
  func add(_ piece: BlockSetCut.Piece) throws(BlockSetError) {
    switch piece {
    case .chain(_, let head): try begin(head)
    case .block(_, let block): try append(block)
    }
  }
}
