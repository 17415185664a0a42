import EthereumTypes

/// The end of a transaction: destructions, empty accounts, and the record of what was touched.
extension OverlayState {
  /// Applies scheduled destructions and EIP-161, then appends this transaction's entry to `log`.
  package mutating func endTransaction(into log: inout AccessLog) {
    for id in destructions { destroy(id) }
    for id in touchedAccounts { append(id, to: &log) }
    for id in touchedSlots {
      let entry = slotTable.entries + id.index
      log.append(
        SlotAccess(
          address: address(of: entry.pointee.account), slot: entry.pointee.key,
          before: entry.pointee.original, after: entry.pointee.value))
    }
    log.closeEntry()
  }

  private mutating func append(_ id: AccountID, to log: inout AccessLog) {
    let entry = accountTable.entries + id.index
    if entry.pointee.exists, entry.pointee.emptyTouchEpoch == epoch, entry.pointee.isEmpty {
      entry.pointee.exists = false
    }
    let codeChanged = entry.pointee.codeHash != entry.pointee.originalCodeHash
    let before = entry.pointee.originalState
    let after = entry.pointee.state
    let storageCleared = entry.pointee.storageIsFresh && !entry.pointee.originalStorageIsFresh
    log.append(
      AccountAccess(
        address: entry.pointee.address, reads: entry.pointee.reads, before: before, after: after,
        newCode: codeChanged ? entry.pointee.code ?? emptyCode : nil,
        isChanged: before != after || storageCleared, storageCleared: storageCleared))
  }

  private mutating func destroy(_ id: AccountID) {
    let entry = accountTable.entries + id.index
    entry.pointee.exists = false
    entry.pointee.balance = .zero
    entry.pointee.nonce = 0
    entry.pointee.codeHash = .emptyKeccak
    entry.pointee.code = nil
    entry.pointee.storageIsFresh = true
    // Destruction is rare, an index of slots by account would cost every transaction.
    for index in 0..<slotTable.count where slotTable.entries[index].account == id {
      slotTable.entries[index].value = .zero
    }
  }
}
