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
    var kind = Kind.legacy
    var content = bytes
    // EIP-2718: a list starts at 0xc0, so no type byte can be taken for a legacy transaction.
    if let first = bytes.first, first < 0xc0 {
      guard first != 0, let typed = Kind(rawValue: first) else {
        throw .unsupportedType(first, offset: bytes.startIndex)
      }
      kind = typed
      content = bytes.dropFirst()
    }
    do throws(RLPError) {
      var decoder = RLPDecoder(content)
      var fields = try decoder.readList()
      try decoder.finish()
      if kind == .legacy {
        try self.init(legacyFields: &fields)
      } else {
        try self.init(kind: kind, typedFields: &fields)
      }
      try fields.finish()
    } catch {
      // The decoder counts from the start of what it was given.
      throw .malformed(RLPError(offset: content.startIndex + error.offset, kind: error.kind))
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
    var list = try readList()
    var entries: [AccessListEntry] = []
    while !list.isAtEnd {
      var fields = try list.readList()
      let address = try fields.readAddress()
      var keys = try fields.readList()
      try fields.finish()
      var storageKeys: [UInt256] = []
      while !keys.isAtEnd { storageKeys.append(try keys.readHash32().word) }
      entries.append(AccessListEntry(address: address, storageKeys: storageKeys))
    }
    return entries
  }

  fileprivate mutating func readHashes() throws(RLPError) -> [Hash32] {
    var list = try readList()
    var hashes: [Hash32] = []
    while !list.isAtEnd { hashes.append(try list.readHash32()) }
    return hashes
  }

  fileprivate mutating func readAuthorizations() throws(RLPError) -> [Authorization] {
    var list = try readList()
    var authorizations: [Authorization] = []
    while !list.isAtEnd { authorizations.append(try Authorization(from: &list)) }
    return authorizations
  }

  fileprivate mutating func readSignature() throws(RLPError) -> Transaction.Signature {
    Transaction.Signature(v: try readUInt256(), r: try readUInt256(), s: try readUInt256())
  }
}
