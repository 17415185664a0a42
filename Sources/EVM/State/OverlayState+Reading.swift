import EthereumTypes

/// Traced reads: each marks the field as observed by the current transaction.
///
/// The account or slot must have been touched in this transaction.
extension OverlayState {
  package mutating func balance(_ id: AccountID) -> UInt256 {
    let entry = observed(id, .balance)
    return entry.pointee.balance
  }

  /// The balance, without marking it as observed by the transaction.
  package func unobservedBalance(_ id: AccountID) -> UInt256 {
    accountTable.entries[id.index].balance
  }

  package mutating func nonce(_ id: AccountID) -> UInt64 {
    let entry = observed(id, .nonce)
    return entry.pointee.nonce
  }

  package mutating func codeHash(_ id: AccountID) -> Hash32 {
    let entry = observed(id, .code)
    return entry.pointee.codeHash
  }

  package mutating func code(_ id: AccountID) -> CodeRef {
    let entry = observed(id, .code)
    if let code = entry.pointee.code { return code }
    let hash = entry.pointee.codeHash
    let code = hash == .emptyKeccak ? emptyCode : loadCode(hash)
    if failure == nil { accountTable.entries[id.index].code = code }
    return code
  }

  /// Whether the account is empty or missing (EIP-161).
  package mutating func isEmpty(_ id: AccountID) -> Bool {
    let entry = observed(id, .existence)
    return !entry.pointee.exists || entry.pointee.isEmpty
  }

  package mutating func exists(_ id: AccountID) -> Bool {
    let entry = observed(id, .existence)
    return entry.pointee.exists
  }

  /// Whether a contract may not be created here: nonce, code or storage (EIP-684, EIP-7610).
  package mutating func hasCollision(_ id: AccountID) -> Bool {
    let entry = observed(id, [.nonce, .code])
    return entry.pointee.nonce != 0 || entry.pointee.codeHash != .emptyKeccak
      || (entry.pointee.hasStorage && !entry.pointee.storageIsFresh)
  }

  @inline(__always)
  package func value(_ id: SlotID) -> UInt256 {
    let entry = slotTable.entries + id.index
    assert(entry.pointee.touchEpoch == epoch, "slot read before it was touched")
    return entry.pointee.value
  }

  /// The slot's value at the start of the transaction (EIP-2200).
  @inline(__always)
  package func originalValue(_ id: SlotID) -> UInt256 {
    slotTable.entries[id.index].original
  }

  @inline(__always)
  private func observed(_ id: AccountID, _ fields: FieldSet) -> UnsafeMutablePointer<AccountEntry> {
    let entry = accountTable.entries + id.index
    assert(entry.pointee.touchEpoch == epoch, "account read before it was touched")
    entry.pointee.reads.formUnion(fields)
    return entry
  }

  // MARK: Warmth (EIP-2929)

  @inline(__always)
  package func isWarm(_ id: AccountID) -> Bool {
    let entry = accountTable.entries + id.index
    return entry.pointee.warmEpoch == epoch || entry.pointee.isPrecompile
  }

  @inline(__always)
  package func isWarm(_ id: SlotID) -> Bool {
    slotTable.entries[id.index].warmEpoch == epoch
  }

  @inline(__always)
  package mutating func warm(_ id: AccountID) {
    let entry = accountTable.entries + id.index
    if entry.pointee.warmEpoch == epoch { return }
    entry.pointee.warmEpoch = epoch
    journal.append(.warmAccount, id.raw)
  }

  @inline(__always)
  package mutating func warm(_ id: SlotID) {
    let entry = slotTable.entries + id.index
    if entry.pointee.warmEpoch == epoch { return }
    entry.pointee.warmEpoch = epoch
    journal.append(.warmSlot, id.raw)
  }

  // MARK: Marks of the transaction

  package func isCreatedInTransaction(_ id: AccountID) -> Bool {
    accountTable.entries[id.index].creationEpoch == epoch
  }

  package func isScheduledForDestruction(_ id: AccountID) -> Bool {
    accountTable.entries[id.index].destructionEpoch == epoch
  }

  /// The accounts that this transaction destroys, in the order of their addresses.
  package func scheduledDestructions() -> [AccountID] {
    destructions.sorted { address(of: $0) < address(of: $1) }
  }

  package mutating func transientValue(_ account: AccountID, _ key: UInt256) -> UInt256 {
    transientTable.entries[transientIndex(account, key)].value
  }

  mutating func transientIndex(_ account: AccountID, _ key: UInt256) -> Int {
    transientTable.findOrInsert(
      hash: Self.hash(account, key),
      matches: { $0.key == key && $0.account == account },
      make: { TransientEntry(key: key, account: account) },
      rehash: { Self.hash($0.account, $0.key) })
  }
}
