import EthereumTypes

/// Journaled writes. The account or slot must have been touched in this transaction.
extension OverlayState {
  /// Moves `value` wei. The caller has checked that `from` holds it.
  package mutating func transfer(from: AccountID, to: AccountID, value: UInt256) {
    subtractBalance(from, value)
    addBalance(to, value)
  }

  /// Credits `amount` wei without observing the balance.
  package mutating func addBalance(_ id: AccountID, _ amount: UInt256) {
    // Only what is empty still is touched in the sense of EIP-161: it matters to RIPEMD-160's
    // contract, whose touch outlives a reverted call, where a reverted payment's does not.
    if amount.isZero { return markEmptyTouched(id) }
    let entry = accountTable.entries + id.index
    setBalance(entry, id, entry.pointee.balance &+ amount)
  }

  /// Debits `amount` wei. The caller has checked that the account holds it.
  package mutating func subtractBalance(_ id: AccountID, _ amount: UInt256) {
    if amount.isZero { return markEmptyTouched(id) }
    let entry = accountTable.entries + id.index
    precondition(entry.pointee.balance >= amount, "debit of more than the account holds")
    setBalance(entry, id, entry.pointee.balance &- amount)
  }

  private mutating func setBalance(
    _ entry: UnsafeMutablePointer<AccountEntry>, _ id: AccountID, _ balance: UInt256
  ) {
    journal.append(
      .balance, id.raw, word: entry.pointee.balance, flag: entry.pointee.exists)
    entry.pointee.balance = balance
    entry.pointee.exists = true
  }

  package mutating func setNonce(_ id: AccountID, _ nonce: UInt64) {
    let entry = accountTable.entries + id.index
    journal.append(.nonce, id.raw, number: entry.pointee.nonce, flag: entry.pointee.exists)
    entry.pointee.nonce = nonce
    entry.pointee.exists = true
  }

  package mutating func setCode(_ id: AccountID, bytes: [UInt8]) {
    let hash = bytes.isEmpty ? Hash32.emptyKeccak : keccak256(bytes)
    let code = bytes.isEmpty ? emptyCode : registerCode(bytes, hash: hash)
    let entry = accountTable.entries + id.index
    journal.append(
      .code, id.raw, word: entry.pointee.codeHash.word, code: entry.pointee.code,
      flag: entry.pointee.exists)
    entry.pointee.codeHash = hash
    entry.pointee.code = code
    entry.pointee.exists = true
  }

  @inline(__always)
  package mutating func setValue(_ id: SlotID, _ value: UInt256) {
    let entry = slotTable.entries + id.index
    journal.append(.slot, id.raw, word: entry.pointee.value)
    entry.pointee.value = value
  }

  package mutating func setTransientValue(_ account: AccountID, _ key: UInt256, _ value: UInt256) {
    let index = transientIndex(account, key)
    let entry = transientTable.entries + index
    journal.append(
      .transient, Int32(truncatingIfNeeded: index), word: entry.pointee.value)
    entry.pointee.value = value
  }

  /// Marks the account as touched in the sense of EIP-161: deleted at the end if it is empty.
  /// Before that EIP, a missing account is made by what touches it.
  package mutating func markEmptyTouched(_ id: AccountID) {
    let entry = accountTable.entries + id.index
    guard clearsEmptyAccounts else {
      if !entry.pointee.exists { setBalance(entry, id, entry.pointee.balance) }
      return
    }
    if entry.pointee.emptyTouchEpoch == epoch { return }
    journal.append(.emptyTouch, id.raw, number: UInt64(entry.pointee.emptyTouchEpoch))
    entry.pointee.emptyTouchEpoch = epoch
  }

  /// Starts a contract account: storage fresh, nonce 1 (EIP-161), created in this transaction.
  package mutating func beginCreation(_ id: AccountID) {
    let entry = accountTable.entries + id.index
    journal.append(
      .creation, id.raw, number: UInt64(entry.pointee.creationEpoch),
      flag: entry.pointee.storageIsFresh)
    entry.pointee.creationEpoch = epoch
    entry.pointee.storageIsFresh = true
    setNonce(id, 1)
  }

  /// Deletes the account at the end of the transaction.
  package mutating func scheduleDestruction(_ id: AccountID) {
    let entry = accountTable.entries + id.index
    if entry.pointee.destructionEpoch == epoch { return }
    journal.append(.destruction, id.raw, number: UInt64(entry.pointee.destructionEpoch))
    entry.pointee.destructionEpoch = epoch
    destructions.append(id)
  }

  package mutating func emit(_ log: Log) {
    logs.append(log)
  }

  // MARK: Checkpoints

  @inline(__always)
  package func checkpoint() -> Checkpoint {
    Checkpoint(journalCount: journal.count, logCount: logs.count, refund: refund)
  }

  /// Undoes every write and warmth since `checkpoint`; what was touched stays listed (EIP-7928).
  package mutating func revert(to checkpoint: Checkpoint) {
    while journal.count > checkpoint.journalCount { undo(journal.pop()) }
    if logs.count > checkpoint.logCount { logs.removeLast(logs.count - checkpoint.logCount) }
    refund = checkpoint.refund
  }

  private mutating func undo(_ step: UnsafePointer<JournalEntry>) {
    let place = Int(step.pointee.place)
    let account = accountTable.entries + place
    switch step.pointee.kind {
    case .warmAccount:
      account.pointee.warmEpoch = 0
    case .warmSlot:
      slotTable.entries[place].warmEpoch = 0
    case .balance:
      account.pointee.balance = step.pointee.word
      account.pointee.exists = step.pointee.flag
    case .nonce:
      account.pointee.nonce = step.pointee.number
      account.pointee.exists = step.pointee.flag
    case .code:
      account.pointee.codeHash = Hash32(word: step.pointee.word)
      account.pointee.code = step.pointee.code
      account.pointee.exists = step.pointee.flag
    case .slot:
      slotTable.entries[place].value = step.pointee.word
    case .transient:
      transientTable.entries[place].value = step.pointee.word
    case .creation:
      account.pointee.creationEpoch = UInt32(truncatingIfNeeded: step.pointee.number)
      account.pointee.storageIsFresh = step.pointee.flag
    case .destruction:
      account.pointee.destructionEpoch = UInt32(truncatingIfNeeded: step.pointee.number)
      destructions.removeLast()
    case .emptyTouch:
      // Block 2,675,119 deleted the empty RIPEMD-160 contract in spite of a failed call, and the
      // rule kept this exception (EIP-716).
      if account.pointee.address == Self.ripemd160 { break }
      account.pointee.emptyTouchEpoch = UInt32(truncatingIfNeeded: step.pointee.number)
    }
  }
}
