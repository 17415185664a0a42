import ArgumentParser
import BlockSets
import EthereumTypes
import Foundation
import Reports

/// `balbench blocks list`: block sets, or the blocks of one.
struct BlocksListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the block sets under a folder, or the blocks of one.",
    discussion: """
      Where several folders under PATH have a blockset.json, they are listed; otherwise the \
      blocks at PATH are, one a line.

      EXAMPLES
        balbench blocks list .
        balbench blocks list mint-rush
        balbench blocks list ../shared/mainnet/dev
      """)

  @OptionGroup var input: BlockSetInput

  func run() throws {
    try BlockSetInput.reading {
      let manifests = try BlockSetFolder.manifests(under: input.path)
      let isSet = manifests.contains { $0.dropLast("/blockset.json".count) == trimmedPath }
      let table = manifests.isEmpty || isSet ? try blocks() : try sets(manifests)
      for line in table.lines(width: 200) { print(line) }
    }
  }

  private var trimmedPath: Substring {
    var path = input.path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return path
  }

  private func sets(_ manifests: [String]) throws -> TextTable {
    var table = TextTable(columns: [
      .init("block set", alignment: .left), .init("chains"), .init("blocks"),
      .init("transactions"), .init("folder", alignment: .left), .init("source", alignment: .left),
    ])
    for path in manifests {
      let folder = try BlockSetFolder(manifest: path)
      let manifest = folder.manifest
      table.add([
        manifest.name, "\(manifest.chains.count)", "\(manifest.blockCount)",
        "\(manifest.transactionCount)", folder.path, manifest.source,
      ])
    }
    return table
  }

  private func blocks() throws -> TextTable {
    var table = TextTable(columns: [
      .init("chain", alignment: .left), .init("block"), .init("transactions"), .init("gas used"),
      .init("BAL bytes"), .init("fork", alignment: .left), .init("hash", alignment: .left),
      .init("", alignment: .left),
    ])
    _ = try BlockSetSummary(of: input.source) { block in
      let summary = block.summary
      table.add([
        block.chain, summary.map { "\($0.number)" } ?? NumberText.none,
        summary.map { "\($0.transactions)" } ?? NumberText.none,
        summary.map { "\($0.gasUsed)" } ?? NumberText.none,
        block.accessListBytes.map { "\($0)" } ?? NumberText.none, block.fork?.name ?? "unknown",
        summary.map { "\($0.hash)" } ?? "cannot be decoded",
        block.expectedException.map { "to be refused: \($0)" } ?? "",
      ])
    }
    return table
  }
}
