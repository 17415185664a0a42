import ArgumentParser
import BlockSets
import EthereumTypes
import Foundation
import Reports

/// `balbench blocks info`: what a block set is.
struct BlocksInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what a block set contains: its manifest and its counts.",
    discussion: """
      Reads every block without executing it.

      EXAMPLES
        balbench blocks info mint-rush
        balbench blocks info '../shared/mainnet/dev/1-*.json.gz' --json
      """)

  @OptionGroup var input: BlockSetInput

  @Flag(help: "Print JSON.")
  var json = false

  private struct Figures: Encodable {
    var name: String?
    var source: String?
    var licence: String?
    let digest: String
    let chains: Int
    let chainsWithStateRoot: Int
    let blocks: Int
    let blocksToRefuse: Int
    let blocksWithAccessList: Int
    let transactions: Int
    let gasUsed: UInt64
    let forks: [String: Int]
  }

  func run() throws {
    try BlockSetInput.reading {
      let summary = try BlockSetSummary(of: input.source)
      var figures = Figures(
        digest: "\(try input.source.digest())", chains: summary.chains,
        chainsWithStateRoot: summary.rootedChains, blocks: summary.blocks,
        blocksToRefuse: summary.invalidBlocks, blocksWithAccessList: summary.withAccessList,
        transactions: summary.transactions, gasUsed: summary.gasUsed,
        forks: Dictionary(
          uniqueKeysWithValues: summary.forks.map { ($0.key.name, $0.value) }))
      let manifests = try BlockSetFolder.manifests(under: input.path)
      if manifests.count == 1 {
        let manifest = try BlockSetFolder(manifest: manifests[0]).manifest
        figures.name = manifest.name
        figures.source = manifest.source
        figures.licence = manifest.licence
      }
      json ? try BenchOutput.printJSON([figures]) : show(figures, forks: summary.forks)
    }
  }

  private func show(_ figures: Figures, forks: [Fork: Int]) {
    var table = TextTable(columns: [.init("", alignment: .left), .init("", alignment: .left)])
    if let name = figures.name {
      table.add(["name", name])
      table.add(["source", figures.source ?? ""])
      table.add(["licence", figures.licence ?? "not stated"])
    }
    table.add(["digest", figures.digest])
    table.add(["chains", "\(figures.chains), \(figures.chainsWithStateRoot) with a state root"])
    table.add([
      "blocks",
      "\(figures.blocks), \(figures.blocksWithAccessList) with an access list, "
        + "\(figures.blocksToRefuse) to be refused",
    ])
    table.add(["transactions", "\(figures.transactions)"])
    table.add(["gas used", "\(figures.gasUsed)"])
    table.add([
      "forks",
      forks.sorted { $0.key < $1.key }.map { "\($0.key.name) \($0.value)" }
        .joined(separator: ", "),
    ])
    for line in table.lines(width: 200) where !line.isEmpty { print(line) }
  }
}
