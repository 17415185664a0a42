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
        balbench blocks list mint-rush --json
      """)

  @OptionGroup var input: BlockSetInput

  @Flag(help: "Print one JSON object a line: a block set, or a block.")
  var json = false

  func run() throws {
    try BlockSetInput.reading {
      let manifests = try BlockSetFolder.manifests(under: input.path)
      let isSet = manifests.contains { $0.dropLast("/blockset.json".count) == trimmedPath }
      manifests.isEmpty || isSet ? try showBlocks() : try showSets(manifests)
    }
  }

  private var trimmedPath: Substring {
    var path = input.path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return path
  }

  // MARK: Block sets

  private struct ListedSet: Encodable {
    let name: String
    let folder: String
    let source: String
    let chains: Int
    let blocks: Int
    let transactions: Int
  }

  private func showSets(_ manifests: [String]) throws {
    let sets = try manifests.map { path in
      let folder = try BlockSetFolder(manifest: path)
      let manifest = folder.manifest
      return ListedSet(
        name: manifest.name, folder: folder.path, source: manifest.source,
        chains: manifest.chains.count, blocks: manifest.blockCount,
        transactions: manifest.transactionCount)
    }
    if json { return try BenchOutput.printJSON(sets) }
    var table = TextTable(columns: [
      .init("block set", alignment: .left), .init("chains"), .init("blocks"),
      .init("transactions"), .init("folder", alignment: .left), .init("source", alignment: .left),
    ])
    for set in sets {
      table.add([
        set.name, "\(set.chains)", "\(set.blocks)", "\(set.transactions)", set.folder, set.source,
      ])
    }
    for line in table.lines(width: Self.width) { print(line) }
  }

  // MARK: Blocks

  private struct ListedBlock: Encodable {
    let chain: String
    var number: UInt64?
    var transactions: Int?
    var gasUsed: UInt64?
    var balBytes: Int?
    var fork: String?
    /// Nothing else is known of a block that cannot be decoded.
    var hash: String?
    var expectedException: String?
  }

  private func showBlocks() throws {
    var blocks: [ListedBlock] = []
    _ = try BlockSetSummary(of: input.source) { block in
      let summary = block.summary
      blocks.append(
        ListedBlock(
          chain: block.chain, number: summary?.number, transactions: summary?.transactions,
          gasUsed: summary?.gasUsed, balBytes: block.accessListBytes, fork: block.fork?.name,
          hash: summary.map { "\($0.hash)" },
          expectedException: block.expectedException))
    }
    if json { return try BenchOutput.printJSON(blocks) }
    var table = TextTable(columns: [
      .init("chain", alignment: .left), .init("block"), .init("transactions"), .init("gas used"),
      .init("BAL bytes"), .init("fork", alignment: .left), .init("hash", alignment: .left),
      .init("", alignment: .left),
    ])
    for block in blocks {
      table.add([
        block.chain, block.number.map { "\($0)" } ?? NumberText.none,
        block.transactions.map { "\($0)" } ?? NumberText.none,
        block.gasUsed.map { "\($0)" } ?? NumberText.none,
        block.balBytes.map { "\($0)" } ?? NumberText.none, block.fork ?? "unknown",
        block.hash ?? "cannot be decoded",
        block.expectedException.map { "to be refused: \($0)" } ?? "",
      ])
    }
    for line in table.lines(width: Self.width) { print(line) }
  }

  private static let width = 200
}
