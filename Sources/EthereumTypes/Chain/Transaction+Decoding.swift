extension Transaction {
  /// Reads the form that transactions trie and hash use: type byte ‖ RLP, or the legacy RLP list.
  ///
  /// Strictly canonical. The network form of blob transactions, which wraps them together with
  /// their blobs, is refused: blocks never hold it.
  package init(decoding bytes: [UInt8]) throws(TransactionError) {
    try self.init(decoding: bytes[...])
  }

  /// Reads a transaction from part of a buffer; offsets in errors are those of the buffer.
  package init(decoding bytes: ArraySlice<UInt8>) throws(TransactionError) {
    var decoder = RLPDecoder(bytes)
    do throws(TransactionError) {
      try self.init(from: &decoder)
      do throws(RLPError) { try decoder.finish() } catch { throw .malformed(error) }
    } catch {
      // The decoder counts from the start of what it was given.
      throw error.moved(by: bytes.startIndex)
    }
  }

  /// Reads type byte ‖ RLP, or the legacy RLP list.
  init(from decoder: inout RLPDecoder) throws(TransactionError) {
    var kind = Kind.legacy
    // EIP-2718: a list starts at 0xc0, so no type byte can be taken for a legacy transaction.
    if let first = decoder.nextByte, first < 0xc0 {
      guard first != 0, let typed = Kind(rawValue: first) else {
        throw .unsupportedType(first, offset: decoder.offset)
      }
      kind = typed
      decoder.skipByte()
    }
    do throws(RLPError) {
      let list = try decoder.enterList()
      if kind == .legacy {
        try self.init(legacyFields: &decoder)
      } else {
        try self.init(kind: kind, typedFields: &decoder)
      }
      try decoder.leaveList(to: list)
    } catch {
      throw .malformed(error)
    }
  }

  private init(legacyFields fields: inout RLPDecoder) throws(RLPError) {
    let nonce = try fields.readUInt64()
    let gasPrice = try fields.readUInt256()
    let gasLimit = try fields.readUInt64()
    let to = try fields.readOptionalAddress()
    self = .legacy(
      chainID: nil, nonce: nonce, gasPrice: gasPrice, gasLimit: gasLimit, to: to,
      value: try fields.readUInt256(), data: try fields.readBytes())
    signature = try fields.readSignature()
    chainID = Self.protectedChainID(legacyV: signature.v)
  }

  /// The chain id that a legacy *v* binds to: v = 35 + 2 · chain id + y-parity (EIP-155).
  private static func protectedChainID(legacyV v: UInt256) -> UInt64? {
    v < 35 ? nil : ((v &- 35) >> 1).uint64
  }

  private init(kind: Kind, typedFields fields: inout RLPDecoder) throws(RLPError) {
    let chainID = try fields.readUInt64()
    let nonce = try fields.readUInt64()
    let maxPriorityFeePerGas = try fields.readUInt256()
    let maxFeePerGas =
      kind == .accessList ? maxPriorityFeePerGas : try fields.readUInt256()
    let gasLimit = try fields.readUInt64()
    // Blob and set-code transactions create no contracts (EIP-4844, EIP-7702).
    let to =
      kind == .blob || kind == .setCode
      ? try fields.readAddress() : try fields.readOptionalAddress()
    self = .dynamicFee(
      chainID: chainID, nonce: nonce, maxPriorityFeePerGas: maxPriorityFeePerGas,
      maxFeePerGas: maxFeePerGas, gasLimit: gasLimit, to: to, value: try fields.readUInt256(),
      data: try fields.readBytes(), accessList: try fields.readAccessList())
    self.kind = kind
    if kind == .blob {
      maxFeePerBlobGas = try fields.readUInt256()
      blobVersionedHashes = try fields.readHashes()
    }
    if kind == .setCode { authorizationList = try fields.readAuthorizations() }
    signature = try fields.readSignature()
  }
}

extension RLPDecoder {
  fileprivate mutating func readAccessList() throws(RLPError) -> [AccessListEntry] {
    let list = try enterList()
    var entries: [AccessListEntry] = []
    while !isAtEnd {
      let fields = try enterList()
      var entry = AccessListEntry(address: try readAddress(), storageKeys: [])
      let keys = try enterList()
      while !isAtEnd { entry.storageKeys.append(try readHash32().word) }
      try leaveList(to: keys)
      try leaveList(to: fields)
      entries.append(entry)
    }
    try leaveList(to: list)
    return entries
  }

  fileprivate mutating func readHashes() throws(RLPError) -> [Hash32] {
    let list = try enterList()
    var hashes: [Hash32] = []
    while !isAtEnd { hashes.append(try readHash32()) }
    try leaveList(to: list)
    return hashes
  }

  fileprivate mutating func readAuthorizations() throws(RLPError) -> [Authorization] {
    let list = try enterList()
    var authorizations: [Authorization] = []
    while !isAtEnd { authorizations.append(try Authorization(from: &self)) }
    try leaveList(to: list)
    return authorizations
  }

  fileprivate mutating func readSignature() throws(RLPError) -> Transaction.Signature {
    Transaction.Signature(v: try readUInt256(), r: try readUInt256(), s: try readUInt256())
  }
}
