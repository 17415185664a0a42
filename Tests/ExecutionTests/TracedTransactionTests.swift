import BlockSets
import EVM
import EthereumTypes
import Execution
import Foundation
import TestSupport
import Testing

/// A traced transaction is the one that the block executes.
@Suite struct TracedTransactionTests {
  /// Sums up what the observed opcodes cost.
  private final class Meter: StepObserver {
    var stepCount = 0
    var messageCount = 0
    func begin(_ step: borrowing ExecutionStep) { stepCount += 1 }
    func end(gasCost: Int64, ending: StepEnding) {}
    func endMessage(_ outcome: CallOutcome) { messageCount += 1 }
  }

  private static let realBlock = Shared.folder?.appending(path: "mainnet/dev/1-1150001.json.gz")
  private static let parisTests = Fixtures.pack("mainnet-forks")?
    .appending(path: "blockchain/paristoshanghaiattime15k").path

  private static func trace(
    _ index: Int, of block: UInt64, in path: String, caseName: String? = nil
  ) throws -> (TracedTransaction, Meter) {
    let meter = Meter()
    let traced = try TracedTransaction.run(
      TransactionIndex(rawValue: index),
      in: BlockAccessListFile.Choice(caseName: caseName, blockNumber: block),
      of: BlockSet(name: "traced", path: path)
    ) { _ in meter }
    #expect(meter.messageCount == 1)
    return (traced, meter)
  }

  @Test(.enabled(if: realBlock != nil, "no blocks at ../shared/mainnet"))
  func gasOfARealBlockAddsUp() throws {
    let path = try #require(Self.realBlock?.path)
    guard case .chains(let chains) = try BlockFile(path: path).read() else {
      Issue.record("no block")
      return
    }
    let block = try #require(chains.first?.blocks.first?.block)
    var gasUsed: UInt64 = 0
    for index in block.transactions.indices {
      gasUsed += try Self.trace(index, of: block.header.number, in: path).0.gasUsed
    }
    #expect(gasUsed == block.header.gasUsed)
    #expect(throws: ChosenBlockError.self) {
      try Self.trace(block.transactions.count, of: block.header.number, in: path)
    }
  }

  /// In Paris nothing follows the transactions: the root after the last one is the header's.
  @Test(.enabled(if: parisTests != nil, "\(Fixtures.absence)"))
  func theLastTransactionsRootIsTheHeaders() throws {
    let folder = try #require(Self.parisTests)
    let names = try #require(FileManager.default.enumerator(atPath: folder))
    var checked = 0
    for case let name as String in names where name.hasSuffix(".json") && checked < 40 {
      let path = "\(folder)/\(name)"
      guard case .chains(let chains)? = try? BlockFile(path: path).read() else { continue }
      for chain in chains.filter({ $0.network.hasPrefix("Paris") }).prefix(3) {
        let input = chain.blocks.first { $0.block?.transactions.isEmpty == false }
        guard let input, input.expectedException == nil, input.fork == .paris,
          let block = input.block
        else { continue }
        let (traced, _) = try Self.trace(
          block.transactions.count - 1, of: block.header.number, in: path, caseName: chain.name)
        #expect(traced.stateRoot == block.header.stateRoot, "\(chain.name)")
        #expect(traced.fork == .paris)
        checked += 1
      }
    }
    #expect(checked > 0)
  }
}
