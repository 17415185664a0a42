import BlockSets
import EthereumTypes
import Execution
import Foundation
import StrategyTestSupport
import TestSupport
import Testing

/// Every strategy equals the sequential run on the multi-transaction blocks of the fixtures.
@Suite(
  .enabled(if: Fixtures.folder != nil, Comment(rawValue: Fixtures.absence)))
struct FixtureBlockTests {
  private static let packs = ["amsterdam-bal", "amsterdam-generated"]
  private static let furtherPacks = [
    "amsterdam-mainline", "amsterdam-bench", "amsterdam-static", "mainnet-forks",
    "legacy-blockchain",
  ]

  /// The packs that are unpacked: two of them, all with BAL_TEST_ALL=1.
  private static let files: [String] = {
    let isComplete = ProcessInfo.processInfo.environment["BAL_TEST_ALL"] == "1"
    return (isComplete ? packs + furtherPacks : packs).flatMap { name -> [String] in
      guard let pack = Fixtures.pack(name), let selection = try? FileSelection(path: pack.path)
      else { return [] }
      return selection.names.map(selection.path(of:))
    }
  }()

  @Test(arguments: files)
  func everyStrategyEqualsSequential(file: String) throws {
    guard case .chains(let chains) = try BlockFile(path: file).read() else {
      Issue.record("\(file) holds no blockchain tests")
      return
    }
    // Single transactions leave nothing to group.
    for chain in chains where chain.blocks.contains(where: Self.hasSeveralTransactions) {
      try MachinePools.lend { machines in
        try ChainWalk(chain: chain, machines: machines).forEachBlock { runner, block in
          guard block.transactionCount > 1 else { return }
          try OracleCheck(runner, block, origin: "\(chain.origin)").check()
        }
      }
    }
  }

  private static func hasSeveralTransactions(_ input: InputBlock) -> Bool {
    (input.block?.transactions.count ?? 0) > 1
  }
}
