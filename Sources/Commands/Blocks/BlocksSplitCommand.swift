import ArgumentParser
import BlockSets
import Execution

/// `balbench blocks split`: a set in several parts.
struct BlocksSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Split a block set into parts.",
    discussion: """
      Deals the chains to the parts in a random order that the seed decides. Where there are fewer \
      chains than parts, chains are cut: their later pieces start on the state that executing the \
      earlier blocks leads to. The parts are folders 1, 2, … in DIR.

      EXAMPLES
        balbench blocks split my-set --parts 4 -o quarters
        balbench blocks split ../shared/mainnet/dev --shares 80,20 --seed 7 -o fit-and-test
      """)

  @OptionGroup var input: BlockSetInput

  @Option(help: ArgumentHelp("How many parts of equal size.", valueName: "N"))
  var parts: Int?

  @Option(help: ArgumentHelp("The relative sizes of the parts: 80,20.", valueName: "N,N…"))
  var shares: String?

  @Option(help: ArgumentHelp("The seed of the order.", valueName: "N"))
  var seed: UInt64 = 1

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder that gets the parts.", valueName: "DIR"),
    completion: .directory)
  var output: String

  @OptionGroup var set: BlockSetOutput

  private static let partRange = 2...1_000

  func validate() throws {
    _ = try relativeSizes()
  }

  func run() throws {
    let sizes = try relativeSizes()
    try BlockSetInput.reading {
      let cut = try BlockSetCut(input.source)
      try OutputFile.makeEmptyFolder(at: output)
      let folders = sizes.indices.map { "\(output)/\($0 + 1)" }
      let writers = try folders.enumerated().map { index, folder in
        try BlockSetWriter(
          folder: folder, name: "\(set.name ?? "part")-\(index + 1)",
          source: "part \(index + 1) of \(sizes.count) of \(input.path), seed \(seed)",
          licence: set.licence)
      }
      try cut.split(shares: sizes, seed: seed) { piece in
        switch piece {
        case .chain(let part, _), .block(let part, _): try writers[part].add(piece)
        }
      }
      for (folder, writer) in zip(folders, writers) {
        BlockSetOutput.report(try writer.finish(), in: folder)
      }
    }
  }

  private func relativeSizes() throws -> [Int] {
    switch (parts, shares) {
    case (let parts?, nil):
      guard Self.partRange.contains(parts) else {
        throw ValidationError(
          "--parts is \(parts); use \(Self.partRange.lowerBound) to \(Self.partRange.upperBound)")
      }
      return Array(repeating: 1, count: parts)
    case (nil, let shares?):
      let sizes = shares.split(separator: ",", omittingEmptySubsequences: false).map {
        Int($0) ?? 0
      }
      guard Self.partRange.contains(sizes.count), sizes.allSatisfy((1...1_000_000).contains) else {
        throw ValidationError("--shares is \(shares); use two or more positive numbers: 80,20")
      }
      return sizes
    default: throw ValidationError("give either --parts or --shares")
    }
  }
}
