import EthereumTypes

extension BlockAccessList {
  /// Decodes RLP, which must be canonical and in EIP-7928's strict order.
  ///
  /// What depends on the block (indices beyond it, code sizes, the number of items) is left to
  /// ``validate(gasLimit:transactionCount:maximumCodeSize:)``.
  package init(decoding bytes: [UInt8]) throws(BlockAccessListError) {
    try self.init(decodingInAnyOrder: bytes)
    let findings = RuleWalk.findings(in: self, context: BlockAccessListContext())
    if let finding = findings.first { throw finding.error(in: bytes) }
  }

  /// Decodes canonical RLP of the right shape, whatever rules the list breaks: for showing it and
  /// for finding everything that is wrong with it.
  package init(decodingInAnyOrder bytes: [UInt8]) throws(BlockAccessListError) {
    try self.init(decodingInAnyOrder: bytes[...])
  }

  /// Decodes part of a buffer; offsets in errors count from the part's start.
  package init(decodingInAnyOrder bytes: ArraySlice<UInt8>) throws(BlockAccessListError) {
    var decoder = BlockAccessListDecoder()
    do throws(RLPError) {
      self.init(accounts: try decoder.decode(bytes))
    } catch {
      throw decoder.error(error)
    }
  }
}

/// Decodes one list and knows the account at which it is.
private struct BlockAccessListDecoder {
  private var account: Int?
  private var address: Address?

  /// An error in the current account.
  func error(_ error: RLPError) -> BlockAccessListError {
    BlockAccessListError(
      .malformed(error), offset: error.offset, account: account, address: address)
  }

  mutating func decode(_ bytes: ArraySlice<UInt8>) throws(RLPError) -> [AccountChanges] {
    var input = RLPDecoder(bytes)
    var list = try input.readList()
    try input.finish()
    var accounts: [AccountChanges] = []
    accounts.reserveCapacity(list.remainingItemCount)
    while !list.isAtEnd {
      account = accounts.count
      address = nil
      let fields = try list.enterList()
      let address = try list.readAddress()
      self.address = address
      accounts.append(
        AccountChanges(
          address: address,
          storageChanges: try list.readStorageChanges(),
          storageReads: try list.readStorageReads(),
          balanceChanges: try list.readBalanceChanges(),
          nonceChanges: try list.readNonceChanges(),
          codeChanges: try list.readCodeChanges()))
      try list.leaveList(to: fields)
    }
    return accounts
  }
}

// Loops of their own, because generic ones with closures, which the optimiser leaves generic, took
// five times as long.
extension RLPDecoder {
  fileprivate mutating func readStorageChanges() throws(RLPError) -> [SlotChanges] {
    let list = try enterList()
    var decoded: [SlotChanges] = []
    while !isAtEnd {
      let pair = try enterList()
      let slot = try readUInt256()
      decoded.append(SlotChanges(slot: slot, changes: try readSlotValues()))
      try leaveList(to: pair)
    }
    try leaveList(to: list)
    return decoded
  }

  private mutating func readSlotValues() throws(RLPError) -> ChangeList<StorageChange> {
    let list = try enterList()
    if isAtEnd {
      try leaveList(to: list)
      return []
    }
    let first = try readStorageChange()
    if isAtEnd {
      try leaveList(to: list)
      return ChangeList(one: first)
    }
    var decoded: [StorageChange] = []
    decoded.reserveCapacity(1 + remainingItemCount)
    decoded.append(first)
    while !isAtEnd { decoded.append(try readStorageChange()) }
    try leaveList(to: list)
    return ChangeList(decoded)
  }

  private mutating func readStorageChange() throws(RLPError) -> StorageChange {
    let pair = try enterList()
    let change = StorageChange(index: try readIndex(), newValue: try readUInt256())
    try leaveList(to: pair)
    return change
  }

  fileprivate mutating func readStorageReads() throws(RLPError) -> [UInt256] {
    let list = try enterList()
    var decoded: [UInt256] = []
    while !isAtEnd { decoded.append(try readUInt256()) }
    try leaveList(to: list)
    return decoded
  }

  fileprivate mutating func readBalanceChanges() throws(RLPError) -> ChangeList<BalanceChange> {
    let list = try enterList()
    if isAtEnd {
      try leaveList(to: list)
      return []
    }
    let first = try readBalanceChange()
    if isAtEnd {
      try leaveList(to: list)
      return ChangeList(one: first)
    }
    var decoded: [BalanceChange] = []
    decoded.reserveCapacity(1 + remainingItemCount)
    decoded.append(first)
    while !isAtEnd { decoded.append(try readBalanceChange()) }
    try leaveList(to: list)
    return ChangeList(decoded)
  }

  private mutating func readBalanceChange() throws(RLPError) -> BalanceChange {
    let pair = try enterList()
    let change = BalanceChange(index: try readIndex(), postBalance: try readUInt256())
    try leaveList(to: pair)
    return change
  }

  fileprivate mutating func readNonceChanges() throws(RLPError) -> ChangeList<NonceChange> {
    let list = try enterList()
    if isAtEnd {
      try leaveList(to: list)
      return []
    }
    let first = try readNonceChange()
    if isAtEnd {
      try leaveList(to: list)
      return ChangeList(one: first)
    }
    var decoded: [NonceChange] = []
    decoded.reserveCapacity(1 + remainingItemCount)
    decoded.append(first)
    while !isAtEnd { decoded.append(try readNonceChange()) }
    try leaveList(to: list)
    return ChangeList(decoded)
  }

  private mutating func readNonceChange() throws(RLPError) -> NonceChange {
    let pair = try enterList()
    let change = NonceChange(index: try readIndex(), newNonce: try readUInt64())
    try leaveList(to: pair)
    return change
  }

  fileprivate mutating func readCodeChanges() throws(RLPError) -> [CodeChange] {
    let list = try enterList()
    var decoded: [CodeChange] = []
    while !isAtEnd {
      let change = try enterList()
      decoded.append(CodeChange(index: try readIndex(), newCode: try readBytes()))
      try leaveList(to: change)
    }
    try leaveList(to: list)
    return decoded
  }

  private mutating func readIndex() throws(RLPError) -> BlockAccessIndex {
    BlockAccessIndex(rawValue: Int(clamping: try readUInt64()))
  }
}
