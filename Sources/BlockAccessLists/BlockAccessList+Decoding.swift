import EthereumTypes

extension BlockAccessList {
  /// Decodes RLP, which must be canonical and in EIP-7928's strict order.
  ///
  /// What depends on the block (indices beyond it, code sizes, the number of items) and slots that
  /// are both changed and read are left to
  /// ``validate(gasLimit:transactionCount:maximumCodeSize:)``.
  package init(decoding bytes: [UInt8]) throws(BlockAccessListError) {
    var decoder = BlockAccessListDecoder()
    do throws(RLPError) {
      self.init(accounts: try decoder.decode(bytes))
    } catch {
      throw decoder.violation ?? decoder.error(.malformed(error), at: error.offset)
    }
    if let violation = decoder.violation { throw violation }
  }
}

/// Decodes one list. Broken RLP stops it; the first broken rule of order is kept beside the
/// account that is being decoded, so that reads stay plain.
private struct BlockAccessListDecoder {
  typealias Field = BlockAccessListError.Field
  typealias Violation = BlockAccessListError.Violation

  /// The largest index that the encoding can hold: EIP-7928 gives it 32 bits.
  static let maximumIndex = BlockAccessIndex(rawValue: Int(UInt32.max))

  private(set) var violation: BlockAccessListError?
  private var account: Int?
  private var address: Address?

  /// An error in the current account.
  func error(_ violation: Violation, at offset: Int) -> BlockAccessListError {
    BlockAccessListError(violation, offset: offset, account: account, address: address)
  }

  mutating func decode(_ bytes: [UInt8]) throws(RLPError) -> [AccountChanges] {
    var input = RLPDecoder(bytes)
    var list = try input.readList()
    try input.finish()
    var accounts: [AccountChanges] = []
    while !list.isAtEnd {
      account = accounts.count
      address = nil
      accounts.append(try decodeAccount(&list, after: accounts.last?.address))
    }
    return accounts
  }

  private mutating func decodeAccount(
    _ list: inout RLPDecoder, after previous: Address?
  ) throws(RLPError) -> AccountChanges {
    var fields = try list.readList()
    let offset = fields.offset
    let address = try fields.readAddress()
    self.address = address
    note(CanonicalOrder.violation(of: address, after: previous), at: offset)
    let account = AccountChanges(
      address: address,
      storageChanges: try decodeStorageChanges(&fields),
      storageReads: try decodeStorageReads(&fields),
      balanceChanges: try decodeChanges(&fields, .balanceChanges) { index, d throws(RLPError) in
        BalanceChange(index: index, postBalance: try d.readUInt256())
      },
      nonceChanges: try decodeChanges(&fields, .nonceChanges) { index, d throws(RLPError) in
        NonceChange(index: index, newNonce: try d.readUInt64())
      },
      codeChanges: try decodeChanges(&fields, .codeChanges) { index, d throws(RLPError) in
        CodeChange(index: index, newCode: try d.readBytes())
      })
    try fields.finish()
    return account
  }

  private mutating func decodeStorageChanges(
    _ fields: inout RLPDecoder
  ) throws(RLPError) -> [SlotChanges] {
    var list = try fields.readList()
    var decoded: [SlotChanges] = []
    while !list.isAtEnd {
      var pair = try list.readList()
      let offset = pair.offset
      let slot = try pair.readUInt256()
      note(
        CanonicalOrder.violation(of: slot, after: decoded.last?.slot, in: .storageChanges),
        at: offset)
      let changes = try decodeChanges(&pair, .storageChanges, slot: slot) {
        index, d throws(RLPError) in
        StorageChange(index: index, newValue: try d.readUInt256())
      }
      if changes.isEmpty { note(.slotWithoutChanges(slot: slot), at: offset) }
      try pair.finish()
      decoded.append(SlotChanges(slot: slot, changes: changes))
    }
    return decoded
  }

  private mutating func decodeStorageReads(
    _ fields: inout RLPDecoder
  ) throws(RLPError) -> [UInt256] {
    var list = try fields.readList()
    var decoded: [UInt256] = []
    while !list.isAtEnd {
      let offset = list.offset
      let slot = try list.readUInt256()
      note(CanonicalOrder.violation(of: slot, after: decoded.last, in: .storageReads), at: offset)
      decoded.append(slot)
    }
    return decoded
  }

  /// Decodes a list of pairs of an index and what `readChange` reads.
  private mutating func decodeChanges<Change>(
    _ fields: inout RLPDecoder, _ field: Field, slot: UInt256? = nil,
    readChange: (BlockAccessIndex, inout RLPDecoder) throws(RLPError) -> Change
  ) throws(RLPError) -> [Change] {
    var list = try fields.readList()
    var decoded: [Change] = []
    var previous: BlockAccessIndex?
    while !list.isAtEnd {
      var pair = try list.readList()
      let offset = pair.offset
      let index = BlockAccessIndex(rawValue: Int(clamping: try pair.readUInt64()))
      if index > Self.maximumIndex {
        note(
          .indexOutOfRange(field, slot: slot, index: index, maximum: Self.maximumIndex),
          at: offset)
      }
      note(
        CanonicalOrder.violation(of: index, after: previous, in: field, slot: slot), at: offset)
      previous = index
      decoded.append(try readChange(index, &pair))
      try pair.finish()
    }
    return decoded
  }

  /// Keeps the first violation: the one that a reader from the front meets.
  private mutating func note(_ violation: Violation?, at offset: Int) {
    if self.violation == nil, let violation { self.violation = error(violation, at: offset) }
  }
}
