import BlockAccessLists
import EthereumTypes

/// A block access list by account, in words: `balbench bal show`.
package struct BlockAccessListListing {
  private let source: SourcedBlockAccessList
  private let shown: BlockAccessList
  private let isWhole: Bool
  private let names: BlockAccessIndexNames

  /// A listing of a list.
  ///
  /// - Parameters:
  ///   - address: Shows this account only.
  ///   - index: Shows only what this index changes.
  package init(
    _ source: SourcedBlockAccessList, address: Address? = nil, index: BlockAccessIndex? = nil
  ) {
    self.source = source
    names = BlockAccessIndexNames(transactionCount: source.context.transactionCount)
    isWhole = address == nil && index == nil
    var list = source.list
    if let address { list.accounts.removeAll { $0.address != address } }
    shown = index.map { list.changes(at: $0) } ?? list
  }

  /// What the whole list is and how large, then what was asked for, account by account.
  package var lines: [String] {
    var lines = summary
    if !isWhole { lines.append("shown     \(NumberText.count(shown.accounts.count, "account"))") }
    for account in shown.accounts { lines += [""] + self.lines(of: account) }
    return lines
  }

  // MARK: Summary

  private var summary: [String] {
    let statistics = BlockAccessListStatistics(source.list)
    let limit = source.context.maximumItems.map { ", at most \($0) allowed" } ?? ""
    var lines = [
      source.origin,
      "hash      \(source.list.hash)",
      "size      \(statistics.encodedBytes) bytes of RLP",
      "items     \(statistics.items) addresses and slots\(limit)",
      "accounts  \(statistics.accounts), of them \(statistics.touchedOnlyAccounts) only touched",
      "slots     \(statistics.changedSlots) changed, \(statistics.storageReads) only read",
      "changes   \(NumberText.count(statistics.storageChanges, "slot value")), "
        + NumberText.count(statistics.balanceChanges, "balance") + ", "
        + NumberText.count(statistics.nonceChanges, "nonce") + ", "
        + NumberText.count(statistics.codeChanges, "code")
        + " (\(NumberText.count(statistics.codeBytes, "byte")))",
      "indices   \(indices)",
    ]
    let problems = source.violations.count
    if problems > 0 {
      lines.append("problems  \(problems), which `balbench bal check` explains")
    }
    return lines
  }

  private var indices: String {
    guard let count = source.context.transactionCount else {
      return "0 pre-execution, i + 1 transaction i; the last may be post-execution"
    }
    let end = BlockAccessIndex.postExecution(transactionCount: count)
    return "0 to \(end), of \(NumberText.count(count, "transaction"))"
  }

  // MARK: Accounts

  private func lines(of account: AccountChanges) -> [String] {
    var lines = ["\(account.address)"]
    lines += rows("balance", account.balanceChanges.map { ($0.index, "\($0.postBalance) wei") })
    lines += rows("nonce", account.nonceChanges.map { ($0.index, "\($0.newNonce)") })
    lines += rows("code", account.codeChanges.map { ($0.index, Self.text(ofCode: $0.newCode)) })
    for slot in account.storageChanges {
      lines.append(Self.line("slot", slot.slot.hex))
      lines += rows("", slot.changes.map { ($0.index, $0.newValue.hex) })
    }
    for (position, slot) in account.storageReads.enumerated() {
      lines.append(Self.line(position == 0 ? "read" : "", slot.hex))
    }
    if lines.count == 1 { lines.append("  only touched") }
    return lines
  }

  /// One line a change, the first with the label.
  private func rows(_ label: String, _ changes: [(BlockAccessIndex, String)]) -> [String] {
    changes.enumerated().map { position, change in
      let name = names.name(of: change.0).padded(to: BlockAccessIndexNames.width)
      return Self.line(position == 0 ? label : "", "\(name)  \(change.1)")
    }
  }

  private static func line(_ label: String, _ text: String) -> String {
    "  " + label.padded(to: 8) + text
  }

  private static func text(ofCode code: [UInt8]) -> String {
    if code.isEmpty { return "none" }
    // A delegation (EIP-7702) is short enough to be shown.
    let size = NumberText.count(code.count, "byte")
    return code.count <= 32 ? "\(size) \(code.hex)" : "\(size) with the hash \(keccak256(code))"
  }

  // MARK: JSON

  private struct Output: Encodable {
    let origin: String
    let hash: String
    let transactionCount: Int?
    let statistics: Statistics
    let blockAccessList: BlockAccessListJSON
  }

  private struct Statistics: Encodable {
    let encodedBytes: Int
    let items: Int
    let maximumItems: Int?
    let accounts: Int
    let touchedOnlyAccounts: Int
    let changedSlots: Int
    let storageChanges: Int
    let storageReads: Int
    let balanceChanges: Int
    let nonceChanges: Int
    let codeChanges: Int
    let codeBytes: Int
  }

  /// The same for programs; what it holds can be read as a list again.
  package func json() throws -> String {
    let statistics = BlockAccessListStatistics(source.list)
    return try JSONText.text(
      Output(
        origin: source.origin, hash: "\(source.list.hash)",
        transactionCount: source.context.transactionCount,
        statistics: Statistics(
          encodedBytes: statistics.encodedBytes, items: statistics.items,
          maximumItems: source.context.maximumItems, accounts: statistics.accounts,
          touchedOnlyAccounts: statistics.touchedOnlyAccounts,
          changedSlots: statistics.changedSlots, storageChanges: statistics.storageChanges,
          storageReads: statistics.storageReads, balanceChanges: statistics.balanceChanges,
          nonceChanges: statistics.nonceChanges, codeChanges: statistics.codeChanges,
          codeBytes: statistics.codeBytes),
        blockAccessList: BlockAccessListJSON(shown)))
  }
}

extension String {
  /// The text with spaces after it, so that it has `width` characters.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
