import BlockSets
import Execution
import Foundation
import StrategyTestSupport
import TestSupport
import Testing

/// The folder of real blocks for development; nil where the shared data are absent.
private let devBlocks: String? = {
  guard let folder = Shared.folder?.appending(path: "mainnet/dev").path,
    FileManager.default.fileExists(atPath: folder)
  else { return nil }
  return folder
}()

/// Real blocks match their headers, and every strategy equals the sequential run on them.
@Suite(.enabled(if: devBlocks != nil, "there is no ../shared/mainnet/dev"))
struct RealBlockTests {
  private static let files: [String] = {
    guard let devBlocks, let selection = try? FileSelection(path: devBlocks) else { return [] }
    return selection.names.map(selection.path(of:))
  }()

  @Test(arguments: files)
  func everyStrategyEqualsSequential(file: String) throws {
    let (chain, hasWitness) = try Self.read(file)
    try MachinePools.lend { machines in
      var blocks = 0
      try ChainWalk(chain: chain, machines: machines).forEachBlock { runner, block in
        blocks += 1
        // Gas, bloom and receipts root are compared by the walk, and again by the check.
        #expect(block.checksStateRoot == hasWitness, "\(file)")
        try OracleCheck(runner, block, origin: file).check()
      }
      #expect(blocks == 1, "\(file)")
    }
  }

  private static func read(_ file: String) throws -> (chain: BlockChain, hasWitness: Bool) {
    let blockFile = BlockFile(path: file)
    guard case .chains(let chains) = try blockFile.read() else {
      throw BlockSetError.unsupported(path: file, found: "no block")
    }
    return (try #require(chains.first), blockFile.witnessPath != nil)
  }
}
