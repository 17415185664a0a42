import BlockSets
import EthereumTypes
import Execution
import Foundation
import TestSupport
import Testing

/// The real blocks of `../shared/mainnet/dev`.
enum DevelopmentBlocks {
  static let absence = "there is no ../shared/mainnet/dev"

  private static let folder = Shared.folder?.appending(path: "mainnet/dev").path

  /// `chain-number`, in natural order; empty where the shared data are absent.
  static let names: [String] = {
    guard let folder, let selection = try? FileSelection(path: folder) else { return [] }
    return selection.names.compactMap { name in
      FileSelection.stem(of: name).map { String($0.split(separator: "/").last ?? "") }
    }
  }()

  static func chain(_ name: String) throws -> BlockChain {
    let folder = try #require(folder)
    let contents = try BlockFile(path: "\(folder)/\(name).json.gz").read()
    guard case .chains(let chains) = contents else { throw NoChain() }
    return try #require(chains.first)
  }

  private struct NoChain: Error {}

  /// The block executed, with the runner that stands before it.
  static func prepare(_ chain: BlockChain) throws -> (runner: ChainRunner, block: PreparedBlock) {
    let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 2))
    return (runner, try runner.prepare(try #require(chain.blocks.first)))
  }
}
