import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Foundation
import TestSupport
import Testing

/// The blocks of the execution-spec-tests that are invalid by their access list alone: each must
/// be refused for the defect that was put into its list, and not by accident.
@Suite(
  "Invalid access lists",
  .enabled(if: Fixtures.pack("amsterdam-bal") != nil, Comment(rawValue: Fixtures.absence)))
struct InvalidAccessListTests {
  /// An invalid block, on a runner that stands before it.
  private struct InvalidBlock {
    /// The test function and its parameters, without the words that all of them have.
    let name: String
    let block: Block
    let list: BlockAccessList
    let error: BlockInvalidity?
  }

  @Test func everyDefectIsNamed() throws {
    var defects: [String: String] = [:]
    for invalid in try Self.invalidBlocks() { defects[invalid.name] = Self.defect(of: invalid) }
    #expect(defects == Self.expectedDefects)
  }

  /// Executes every invalid block of the pack.
  private static func invalidBlocks() throws -> [InvalidBlock] {
    let folder = try #require(Fixtures.pack("amsterdam-bal"))
    let machines = MachinePool(workerCount: 1)
    var blocks: [InvalidBlock] = []
    try BlockSet(name: "amsterdam-bal", path: folder.path).forEachChain { chain in
      guard chain.blocks.contains(where: { isInvalidByList($0, in: chain) }) else { return }
      let runner = try ChainRunner(chain, machines: machines)
      for input in chain.blocks {
        guard isInvalidByList(input, in: chain) else {
          runner.advance(past: try runner.prepare(input))
          continue
        }
        let block = try input.decoded.get()
        let list = try #require(input.blockAccessList, "\(chain.name)")
        blocks.append(
          InvalidBlock(
            name: name(of: chain), block: block, list: list,
            error: #expect(throws: BlockInvalidity.self) { try runner.prepare(input) }))
      }
    }
    return blocks
  }

  private static func isInvalidByList(_ block: InputBlock, in chain: BlockChain) -> Bool {
    guard let exception = block.expectedException else { return false }
    // Some wrong orders are expected as "INCORRECT_BLOCK_FORMAT", whose name tells less.
    return exception.contains("BAL") || exception.contains("ACCESS_LIST")
      || chain.name.contains("test_bal_invalid")
  }

  private static func name(of chain: BlockChain) -> String {
    let function = chain.name.split(separator: "::test_bal_").last ?? ""
    return String(
      function.replacing("[fork_Amsterdam-blockchain_test", with: "").replacing("]", with: ""))
  }

  /// What the block was refused for: a rule that the list breaks by itself, the header's hash, or
  /// the first item in which the list is not the one that execution builds.
  private static func defect(of invalid: InvalidBlock) -> String {
    let header = invalid.block.header
    let context = BlockAccessListContext(
      gasLimit: header.gasLimit, transactionCount: invalid.block.transactions.count,
      maximumCodeSize: 24_576)
    switch invalid.error {
    case .blockAccessList(let text):
      if let violation = invalid.list.violations(in: context).first {
        return text == "\(violation)" ? violation.violation.name : text
      }
      return differingItem(text)
    case .mismatch(.blockAccessList, let expected, let found):
      let isOfTheList =
        expected == header.blockAccessListHash.map { "\($0)" } && found == "\(invalid.list.hash)"
      return isOfTheList ? "hash" : "\(expected) \(found)"
    default: return "\(invalid.error.map { "\($0)" } ?? "accepted")"
    }
  }

  /// The item of a difference's description, after an address of 42 characters and a space. What
  /// the block brings is the expected side there.
  private static func differingItem(_ text: String) -> String {
    let parts = text.dropFirst(43).split(separator: ": ", maxSplits: 1)
    guard parts.count == 2 else { return text }
    if parts[1].hasPrefix("expected nothing") { return "missing \(parts[0])" }
    return parts[1].hasSuffix("found nothing") ? "surplus \(parts[0])" : "wrong \(parts[0])"
  }

  /// The defect of each test, as its name says.
  static let expectedDefects: [String: String] = [
    "gas_limit_boundary-below_boundary": "too-many-items",
    "invalid_account": "account-order",
    "invalid_account_order": "account-order",
    "invalid_coinbase_balance_value": "wrong balance at index 1",
    "invalid_complex_corruption": "index-order",
    "invalid_duplicate_account": "duplicate-account",
    "invalid_duplicate_entries-duplicate_balance_change": "duplicate-index",
    "invalid_duplicate_entries-duplicate_code_change": "duplicate-index",
    "invalid_duplicate_entries-duplicate_nonce_change": "duplicate-index",
    "invalid_duplicate_entries-duplicate_slot_change": "duplicate-index",
    "invalid_duplicate_entries-duplicate_storage_read": "duplicate-slot",
    "invalid_duplicate_entries-duplicate_storage_slot": "duplicate-slot",
    "invalid_duplicate_entries-storage_key_in_both_changes_and_reads": "slot-changed-and-read",
    "invalid_extraneous_coinbase-empty_block": "surplus account",
    "invalid_extraneous_coinbase-withdrawal_only": "surplus account",
    "invalid_extraneous_entries-out_of_bounds-extra_account_access": "surplus account",
    "invalid_extraneous_entries-out_of_bounds-extra_balance": "index-out-of-range",
    "invalid_extraneous_entries-out_of_bounds-extra_code": "index-out-of-range",
    "invalid_extraneous_entries-out_of_bounds-extra_nonce": "index-out-of-range",
    "invalid_extraneous_entries-out_of_bounds-extra_storage_read": "surplus storage read 0x3e7",
    "invalid_extraneous_entries-out_of_bounds-extra_storage_write_touched": "index-out-of-range",
    "invalid_extraneous_entries-out_of_bounds-extra_storage_write_uninvolved_account":
      "index-out-of-range",
    "invalid_extraneous_entries-out_of_bounds-extra_storage_write_untouched": "index-out-of-range",
    "invalid_extraneous_entries-same_tx-extra_account_access": "surplus account",
    "invalid_extraneous_entries-same_tx-extra_balance": "surplus account",
    "invalid_extraneous_entries-same_tx-extra_code": "surplus code at index 1",
    "invalid_extraneous_entries-same_tx-extra_nonce": "surplus nonce at index 1",
    "invalid_extraneous_entries-same_tx-extra_storage_read": "surplus storage read 0x3e7",
    "invalid_extraneous_entries-same_tx-extra_storage_write_touched": "slot-changed-and-read",
    "invalid_extraneous_entries-same_tx-extra_storage_write_uninvolved_account": "surplus account",
    "invalid_extraneous_entries-same_tx-extra_storage_write_untouched":
      "surplus storage 0x1 at index 1",
    "invalid_extraneous_entries-system_tx-extra_account_access": "surplus account",
    "invalid_extraneous_entries-system_tx-extra_balance": "surplus account",
    "invalid_extraneous_entries-system_tx-extra_code": "surplus code at index 2",
    "invalid_extraneous_entries-system_tx-extra_nonce": "surplus nonce at index 2",
    "invalid_extraneous_entries-system_tx-extra_storage_read": "surplus storage read 0x3e7",
    "invalid_extraneous_entries-system_tx-extra_storage_write_touched": "slot-changed-and-read",
    "invalid_extraneous_entries-system_tx-extra_storage_write_uninvolved_account":
      "surplus account",
    "invalid_extraneous_entries-system_tx-extra_storage_write_untouched":
      "surplus storage 0x1 at index 2",
    "invalid_field_entries-missing_code_change": "missing code at index 1",
    "invalid_field_entries-missing_storage_change": "missing storage 0x1 at index 1",
    "invalid_field_entries-missing_storage_read": "missing storage read 0x2",
    "invalid_field_entries-wrong_code_value": "wrong code at index 1",
    "invalid_hash_mismatch": "hash",
    "invalid_missing_coinbase": "missing account",
    "invalid_missing_nonce": "missing nonce at index 1",
    "invalid_missing_withdrawal_account": "missing account",
    "invalid_nonce_value": "wrong nonce at index 1",
    "invalid_storage_value": "wrong storage 0x2 at index 1",
    "invalid_surplus_system_address_from_system_call": "surplus account",
    "invalid_tx_order": "index-order",
  ]
}
