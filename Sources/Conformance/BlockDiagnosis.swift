import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution

/// Says where the execution of a block first parts from what its test lists of it: receipts, the
/// block access list, and for the last block the state afterwards.
struct BlockDiagnosis {
  private struct Finding {
    let index: BlockAccessIndex
    let text: String
  }

  private let input: InputBlock
  private let block: PreparedBlock

  /// Executes the block on its parent, whatever its header says of the outcome.
  ///
  /// - Parameter runner: Stands on the parent, and stays there.
  init?(of input: InputBlock, on runner: ChainRunner) {
    guard let block = try? runner.prepare(input, checks: []) else { return nil }
    self.input = input
    self.block = block
  }

  /// The first divergence by transaction, or `nil` where nothing listed differs.
  func firstDivergence() -> String? {
    let findings = [accessListFinding(), receiptFinding()].compactMap(\.self)
    if let first = findings.min(by: { $0.index < $1.index }) { return first.text }
    // Reads and listed accounts belong to no transaction.
    return accessListDifferences.first.map { "the block: \($0)" }
  }

  private var accessListDifferences: [BlockAccessListDifference] {
    guard block.fork >= .amsterdam, let expected = input.blockAccessList else { return [] }
    return block.reference.blockAccessList.differences(from: expected)
  }

  private func accessListFinding() -> Finding? {
    let placed = accessListDifferences.compactMap { difference in
      difference.index.map { (index: $0, difference: difference) }
    }
    return placed.min { $0.index < $1.index }.map { first in
      Finding(index: first.index, text: "\(name(of: first.index)): \(first.difference)")
    }
  }

  private func receiptFinding() -> Finding? {
    guard let expected = input.expectedReceipts else { return nil }
    let found = block.encodedReceipts
    for position in 0..<max(expected.count, found.count) {
      let (wanted, actual) = (expected[safe: position], found[safe: position])
      guard wanted != actual else { continue }
      let index = BlockAccessIndex(TransactionIndex(rawValue: position))
      return Finding(
        index: index,
        text: "\(name(of: index)): receipt is \(summary(actual)), expected \(summary(wanted))")
    }
    return nil
  }

  private func name(of index: BlockAccessIndex) -> String {
    switch index.rawValue {
    case 0: "before the transactions"
    case 1...block.transactionCount: "transaction \(index.rawValue - 1)"
    default: "after the transactions"
    }
  }

  private func summary(_ receipt: [UInt8]?) -> String {
    guard let receipt else { return "none" }
    guard let decoded = try? Receipt(decoding: receipt) else { return "undecodable" }
    let outcome =
      switch decoded.outcome {
      case .status(let isSuccess): isSuccess ? "success" : "failure"
      case .stateRoot(let root): "state root \(root)"
      }
    return "\(outcome), \(decoded.cumulativeGasUsed) cumulative gas, \(decoded.logs.count) logs"
      + " (hash \(keccak256(receipt)))"
  }
}

extension Array {
  fileprivate subscript(safe position: Int) -> Element? {
    indices.contains(position) ? self[position] : nil
  }
}
