extension BlockHeader {
  /// Reads an RLP header of 15, 16, 17, 20, 21 or 23 fields.
  package init(decoding bytes: [UInt8]) throws(BlockDecodingError) {
    do throws(RLPError) {
      var decoder = RLPDecoder(bytes)
      try self.init(from: &decoder)
      try decoder.finish()
    } catch {
      throw .malformed(.header, error)
    }
  }

  /// The RLP form.
  package var encoded: [UInt8] {
    var encoder = RLPEncoder()
    encode(to: &encoder)
    return encoder.result
  }

  /// The hash by which the block is known.
  package var hash: Hash32 { keccak256(encoded) }

  init(from decoder: inout RLPDecoder) throws(RLPError) {
    var fields = try decoder.readList()
    self.init(number: 0, gasLimit: 0, timestamp: 0)
    parentHash = try fields.readHash32()
    ommersHash = try fields.readHash32()
    feeRecipient = try fields.readAddress()
    stateRoot = try fields.readHash32()
    transactionsRoot = try fields.readHash32()
    receiptsRoot = try fields.readHash32()
    logsBloom = try fields.readBloom()
    difficulty = try fields.readUInt256()
    number = try fields.readUInt64()
    gasLimit = try fields.readUInt64()
    gasUsed = try fields.readUInt64()
    timestamp = try fields.readUInt64()
    extraData = try fields.readBytes()
    prevRandao = try fields.readHash32()
    nonce = try fields.readHeaderNonce()
    try readLaterFields(from: &fields)
    try fields.finish()
  }

  /// Reads what London and its successors added; a fork's fields come together or not at all.
  private mutating func readLaterFields(from fields: inout RLPDecoder) throws(RLPError) {
    if fields.isAtEnd { return }
    baseFeePerGas = try fields.readUInt256()
    if fields.isAtEnd { return }
    withdrawalsRoot = try fields.readHash32()
    if fields.isAtEnd { return }
    blobGasUsed = try fields.readUInt64()
    excessBlobGas = try fields.readUInt64()
    parentBeaconBlockRoot = try fields.readHash32()
    if fields.isAtEnd { return }
    requestsHash = try fields.readHash32()
    if fields.isAtEnd { return }
    blockAccessListHash = try fields.readHash32()
    slotNumber = try fields.readUInt64()
  }

  func encode(to encoder: inout RLPEncoder) {
    encoder.list { fields in
      fields.encode(hash: parentHash)
      fields.encode(hash: ommersHash)
      fields.encode(address: feeRecipient)
      fields.encode(hash: stateRoot)
      fields.encode(hash: transactionsRoot)
      fields.encode(hash: receiptsRoot)
      fields.encode(bytes: logsBloom.bytes)
      fields.encode(uint: difficulty)
      fields.encode(uint: number)
      fields.encode(uint: gasLimit)
      fields.encode(uint: gasUsed)
      fields.encode(uint: timestamp)
      fields.encode(bytes: extraData)
      fields.encode(hash: prevRandao)
      fields.encode(headerNonce: nonce)
      encodeLaterFields(to: &fields)
    }
  }

  /// Writes what London and its successors added, up to the first field that is absent.
  private func encodeLaterFields(to fields: inout RLPEncoder) {
    guard let baseFeePerGas else { return }
    fields.encode(uint: baseFeePerGas)
    guard let withdrawalsRoot else { return }
    fields.encode(hash: withdrawalsRoot)
    guard let blobGasUsed, let excessBlobGas, let parentBeaconBlockRoot else { return }
    fields.encode(uint: blobGasUsed)
    fields.encode(uint: excessBlobGas)
    fields.encode(hash: parentBeaconBlockRoot)
    guard let requestsHash else { return }
    fields.encode(hash: requestsHash)
    guard let blockAccessListHash, let slotNumber else { return }
    fields.encode(hash: blockAccessListHash)
    fields.encode(uint: slotNumber)
  }
}

extension RLPDecoder {
  /// Reads a header's nonce: eight bytes, no number.
  fileprivate mutating func readHeaderNonce() throws(RLPError) -> UInt64 {
    try readBytes(count: 8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension RLPEncoder {
  /// Encodes a header's nonce: eight bytes, no number.
  fileprivate mutating func encode(headerNonce nonce: UInt64) {
    withUnsafeBytes(of: nonce.bigEndian) { encode(bytes: $0) }
  }
}
