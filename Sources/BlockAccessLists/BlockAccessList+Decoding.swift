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

  mutating func decode(_ bytes: [UInt8]) throws(RLPError) -> [AccountChanges] {
    var input = RLPDecoder(bytes)
    var list = try input.readList()
    try input.finish()
    var accounts: [AccountChanges] = []
    while !list.isAtEnd {
      account = accounts.count
      address = nil
      accounts.append(try decodeAccount(&list))
    }
    return accounts
  }

  private mutating func decodeAccount(
    _ list: inout RLPDecoder
  ) throws(RLPError) -> AccountChanges {
    var fields = try list.readList()
    let address = try fields.readAddress()
    self.address = address
    let account = AccountChanges(
      address: address,
      storageChanges: try decodeStorageChanges(&fields),
      storageReads: try decodeStorageReads(&fields),
      balanceChanges: try decodeChanges(&fields) { index, decoder throws(RLPError) in
        BalanceChange(index: index, postBalance: try decoder.readUInt256())
      },
      nonceChanges: try decodeChanges(&fields) { index, decoder throws(RLPError) in
        NonceChange(index: index, newNonce: try decoder.readUInt64())
      },
      codeChanges: try decodeChanges(&fields) { index, decoder throws(RLPError) in
        CodeChange(index: index, newCode: try decoder.readBytes())
      })
    try fields.finish()
    return account
  }

  private func decodeStorageChanges(
    _ fields: inout RLPDecoder
  ) throws(RLPError) -> [SlotChanges] {
    var list = try fields.readList()
    var decoded: [SlotChanges] = []
    while !list.isAtEnd {
      var pair = try list.readList()
      let slot = try pair.readUInt256()
      let changes = try decodeChanges(&pair) { index, decoder throws(RLPError) in
        StorageChange(index: index, newValue: try decoder.readUInt256())
      }
      try pair.finish()
      decoded.append(SlotChanges(slot: slot, changes: changes))
    }
    return decoded
  }

  private func decodeStorageReads(_ fields: inout RLPDecoder) throws(RLPError) -> [UInt256] {
    var list = try fields.readList()
    var decoded: [UInt256] = []
    while !list.isAtEnd { decoded.append(try list.readUInt256()) }
    return decoded
  }

  /// Decodes a list of pairs of an index and what `readChange` reads.
  private func decodeChanges<Change>(
    _ fields: inout RLPDecoder,
    readChange: (BlockAccessIndex, inout RLPDecoder) throws(RLPError) -> Change
  ) throws(RLPError) -> [Change] {
    var list = try fields.readList()
    var decoded: [Change] = []
    while !list.isAtEnd {
      var pair = try list.readList()
      let index = BlockAccessIndex(rawValue: Int(clamping: try pair.readUInt64()))
      decoded.append(try readChange(index, &pair))
      try pair.finish()
    }
    return decoded
  }
}
