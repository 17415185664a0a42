import BlockAccessLists
import BlockSets
import EthereumTypes
import StateTrie

/// What a block commits to: the header's fields, and the access list that came with it.
struct Commitments: Sendable {
  let gasUsed: UInt64
  /// `nil` before Byzantium where no state root can be computed: its receipts hold such roots.
  let receiptsRoot: Hash32?
  let logsBloom: Bloom
  let requestsHash: Hash32?
  /// The given list; for a block before Amsterdam the reference run's, taken as given.
  let blockAccessList: BlockAccessList?
  let blockAccessListHash: Hash32?
  /// `nil` where the pre-state does not suffice to compute a root.
  let stateRoot: Hash32?

  init(_ header: BlockHeader, blockAccessList: BlockAccessList?, hasStateRoot: Bool, fork: Fork) {
    gasUsed = header.gasUsed
    receiptsRoot = fork >= .byzantium || hasStateRoot ? header.receiptsRoot : nil
    logsBloom = header.logsBloom
    requestsHash = header.requestsHash
    self.blockAccessList = blockAccessList
    blockAccessListHash = header.blockAccessListHash ?? blockAccessList?.hash
    stateRoot = hasStateRoot ? header.stateRoot : nil
  }
}

/// Compares outcomes with what the block commits to. Knows no strategy.
enum Verdict {
  /// The cheap check that can come before anything is sent to the merkleizer.
  static func checkGas(
    _ gasUsed: UInt64, against commitments: Commitments
  ) throws(BlockInvalidity) {
    guard gasUsed == commitments.gasUsed else {
      throw .mismatch(.gas, expected: "\(commitments.gasUsed)", found: "\(gasUsed)")
    }
  }

  /// Every other check but the state root.
  static func check(
    _ outcome: BlockOutcome, against commitments: Commitments, checks: Set<VerdictCheck>
  ) throws(BlockInvalidity) {
    if checks.contains(.receipts) { try checkReceipts(outcome, commitments) }
    if checks.contains(.requests), outcome.requestsHash != commitments.requestsHash {
      throw .mismatch(
        .requests, expected: text(commitments.requestsHash), found: text(outcome.requestsHash))
    }
    if checks.contains(.blockAccessList) { try checkAccessList(outcome, commitments) }
  }

  static func checkStateRoot(
    _ root: Hash32, against commitments: Commitments
  ) throws(BlockInvalidity) {
    guard let expected = commitments.stateRoot, expected != root else { return }
    throw .mismatch(.stateRoot, expected: "\(expected)", found: "\(root)")
  }

  private static func checkReceipts(
    _ outcome: BlockOutcome, _ commitments: Commitments
  ) throws(BlockInvalidity) {
    if let expected = commitments.receiptsRoot, expected != outcome.receiptsRoot {
      throw .mismatch(
        .receipts, expected: "\(expected)", found: text(outcome.receiptsRoot))
    }
    if commitments.logsBloom != outcome.logsBloom {
      throw .mismatch(
        .receipts, expected: "logs bloom \(commitments.logsBloom.hex)",
        found: "logs bloom \(outcome.logsBloom.hex)")
    }
  }

  private static func checkAccessList(
    _ outcome: BlockOutcome, _ commitments: Commitments
  ) throws(BlockInvalidity) {
    if let given = commitments.blockAccessList, given != outcome.blockAccessList {
      let difference = outcome.blockAccessList.firstDifference(from: given)
      throw .blockAccessList(difference.map { "\($0)" } ?? "other order than the canonical one")
    }
    guard let expected = commitments.blockAccessListHash else { return }
    // Equal lists were hashed once already, when the commitments were made.
    if commitments.blockAccessList == nil {
      let found = outcome.blockAccessList.hash
      guard found == expected else {
        throw .mismatch(.blockAccessList, expected: "\(expected)", found: "\(found)")
      }
    }
  }

  private static func text(_ hash: Hash32?) -> String { hash.map { "\($0)" } ?? "none" }
}
