/// A row of `chain_blocks.csv`: what a block is, whatever runs it.
package struct ChainBlockRow: BlockTableRow {
  package var identity = RowIdentity()
  package var transactionCount = 0
  package var gasUsed: UInt64 = 0
  package var gasLimit: UInt64 = 0
  /// The size of its block access list.
  package var accessList = AccessListSize()

  package init() {}

  package static let table = Table<ChainBlockRow>(
    "chain_blocks", "One row per block that the reference run accepted, and its access list.",
    columns: RowIdentity.columns(RowIdentity.blockColumns, of: \.identity)
      + [
        Column(
          "transaction_count", \.transactionCount, unit: .transactions,
          "Number of transactions in the block."),
        Column("gas_used", \.gasUsed, unit: .gas, "Gas used by the block, as in its header."),
        Column("gas_limit", \.gasLimit, unit: .gas, "Gas limit of the block, as in its header."),
      ]
      + AccessListSize.columns.map { Column($0, within: \.accessList) })
}

/// How large a block access list is.
package struct AccessListSize: Equatable, Sendable {
  package var encodedBytes = 0
  package var items = 0
  package var accounts = 0
  package var touchedOnlyAccounts = 0
  package var changedSlots = 0
  package var storageChanges = 0
  package var storageReads = 0
  package var balanceChanges = 0
  package var nonceChanges = 0
  package var codeChanges = 0
  package var codeBytes = 0

  package init() {}
}

extension AccessListSize {
  static let columns: [Column<AccessListSize>] = [
    Column(
      "bal_bytes", \.encodedBytes, unit: .bytes,
      "Bytes of the block's access list in RLP: its own, or before Amsterdam the one that the"
        + " reference run builds."),
    Column(
      "bal_items", \.items, unit: .items,
      "Addresses plus distinct storage slots of the access list, which EIP-7928 bounds by gas."),
    Column("bal_accounts", \.accounts, unit: .items, "Accounts of the access list."),
    Column(
      "bal_touched_only_accounts", \.touchedOnlyAccounts, unit: .items,
      "Of those, the ones without a change or a storage read."),
    Column(
      "bal_changed_slots", \.changedSlots, unit: .items, "Distinct storage slots that changed."),
    Column(
      "bal_storage_changes", \.storageChanges, unit: .items,
      "Values of those slots: one for each transaction that changed one."),
    Column(
      "bal_storage_reads", \.storageReads, unit: .items, "Storage slots that were only read."),
    Column(
      "bal_balance_changes", \.balanceChanges, unit: .items,
      "Balances: one for each account and transaction that changed one."),
    Column(
      "bal_nonce_changes", \.nonceChanges, unit: .items,
      "Nonces: one for each account and transaction that changed one."),
    Column(
      "bal_code_changes", \.codeChanges, unit: .items,
      "Codes: one for each account and transaction that changed one."),
    Column("bal_code_bytes", \.codeBytes, unit: .bytes, "Bytes of those codes."),
  ]
}
