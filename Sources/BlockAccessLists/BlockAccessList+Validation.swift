import EthereumTypes

extension BlockAccessList {
  /// Gas of the block's limit that each address and each distinct slot of the list takes
  /// (EIP-7928, block access list size constraint).
  package static let gasPerItem: UInt64 = 2_000

  /// Checks everything that can be said about the list without executing the block: strict order
  /// and uniqueness, no slot both changed and read, indices up to `transactionCount` + 1, code
  /// sizes, and the number of items that `gasLimit` allows.
  ///
  /// - Parameter maximumCodeSize: The fork's bound on deployed code (EIP-170).
  /// - Complexity: O(*n*) in the size of the list.
  package func validate(
    gasLimit: UInt64, transactionCount: Int, maximumCodeSize: Int = 24_576
  ) throws(BlockAccessListError) {
    let rules = AccountRules(
      maximumIndex: BlockAccessIndex(rawValue: transactionCount + 1),
      maximumCodeSize: maximumCodeSize)
    var previous: Address?
    for (position, account) in accounts.enumerated() {
      let violation =
        CanonicalOrder.violation(of: account.address, after: previous)
        ?? rules.violation(in: account)
      if let violation {
        throw BlockAccessListError(violation, account: position, address: account.address)
      }
      previous = account.address
    }
    let count = itemCount
    let maximum = Int(clamping: gasLimit / Self.gasPerItem)
    if count > maximum {
      throw BlockAccessListError(.tooManyItems(count: count, maximum: maximum))
    }
  }
}

/// The rules inside one account, each giving the first violation it finds.
private struct AccountRules {
  typealias Field = BlockAccessListError.Field
  typealias Violation = BlockAccessListError.Violation

  let maximumIndex: BlockAccessIndex
  let maximumCodeSize: Int

  func violation(in account: AccountChanges) -> Violation? {
    storageChanges(account) ?? storageReads(account)
      ?? indices(account.balanceChanges.lazy.map(\.index), in: .balanceChanges)
      ?? indices(account.nonceChanges.lazy.map(\.index), in: .nonceChanges)
      ?? indices(account.codeChanges.lazy.map(\.index), in: .codeChanges)
      ?? codeSizes(account)
  }

  private func storageChanges(_ account: AccountChanges) -> Violation? {
    var previous: UInt256?
    for change in account.storageChanges {
      if change.changes.isEmpty { return .slotWithoutChanges(slot: change.slot) }
      let violation =
        CanonicalOrder.violation(of: change.slot, after: previous, in: .storageChanges)
        ?? indices(change.changes.lazy.map(\.index), in: .storageChanges, slot: change.slot)
      if let violation { return violation }
      previous = change.slot
    }
    return nil
  }

  /// Walks reads and changed slots, both ascending, side by side.
  private func storageReads(_ account: AccountChanges) -> Violation? {
    var changed = account.storageChanges.lazy.map(\.slot).makeIterator()
    var nextChanged = changed.next()
    var previous: UInt256?
    for slot in account.storageReads {
      if let violation = CanonicalOrder.violation(of: slot, after: previous, in: .storageReads) {
        return violation
      }
      while let candidate = nextChanged, candidate < slot { nextChanged = changed.next() }
      if nextChanged == slot { return .slotChangedAndRead(slot: slot) }
      previous = slot
    }
    return nil
  }

  private func indices(
    _ indices: some Sequence<BlockAccessIndex>, in field: Field, slot: UInt256? = nil
  ) -> Violation? {
    var previous: BlockAccessIndex?
    for index in indices {
      if let violation = CanonicalOrder.violation(
        of: index, after: previous, in: field, slot: slot)
      {
        return violation
      }
      if index > maximumIndex {
        return .indexOutOfRange(field, slot: slot, index: index, maximum: maximumIndex)
      }
      previous = index
    }
    return nil
  }

  private func codeSizes(_ account: AccountChanges) -> Violation? {
    for change in account.codeChanges where change.newCode.count > maximumCodeSize {
      return .codeTooLarge(
        index: change.index, size: change.newCode.count, maximum: maximumCodeSize)
    }
    return nil
  }
}
