/// Why bytes are no receipt.
package enum ReceiptError: Error, Equatable, Sendable {
  /// The bytes are no canonical encoding of a receipt's fields.
  case malformed(RLPError)
  /// The leading byte names no known transaction type.
  case unsupportedType(UInt8)
}

extension ReceiptError: CustomStringConvertible {
  /// The place and the reason.
  package var description: String {
    switch self {
    case .malformed(let error): "\(error)"
    case .unsupportedType(let type): "byte 0: unsupported transaction type \(type)"
    }
  }
}

extension Receipt {
  /// The form that the receipts trie uses: type byte ‖ RLP, or the legacy RLP list.
  package var encoded: [UInt8] {
    var encoder = RLPEncoder()
    if kind != .legacy { encoder.append(encoded: CollectionOfOne(kind.rawValue)) }
    encoder.list { fields in
      switch outcome {
      case .status(let succeeded): fields.encode(uint: succeeded ? 1 : 0)
      case .stateRoot(let root): fields.encode(hash: root)
      }
      fields.encode(uint: cumulativeGasUsed)
      fields.encode(bytes: logsBloom.bytes)
      fields.list { list in
        for log in logs { log.encode(to: &list) }
      }
    }
    return encoder.result
  }

  /// Reads the form that the receipts trie uses.
  package init(decoding bytes: [UInt8]) throws(ReceiptError) {
    var kind = Transaction.Kind.legacy
    var content = bytes[...]
    if let first = bytes.first, first < 0xc0 {
      guard first != 0, let typed = Transaction.Kind(rawValue: first) else {
        throw .unsupportedType(first)
      }
      kind = typed
      content = content.dropFirst()
    }
    do throws(RLPError) {
      var decoder = RLPDecoder(content)
      var fields = try decoder.readList()
      try decoder.finish()
      try self.init(kind: kind, fields: &fields)
    } catch {
      // The decoder counts from after the type byte.
      throw .malformed(RLPError(offset: content.startIndex + error.offset, kind: error.kind))
    }
  }

  private init(kind: Transaction.Kind, fields: inout RLPDecoder) throws(RLPError) {
    self.kind = kind
    outcome = try fields.readOutcome()
    cumulativeGasUsed = try fields.readUInt64()
    logsBloom = try fields.readBloom()
    var list = try fields.readList()
    try fields.finish()
    logs = []
    while !list.isAtEnd { logs.append(try Log(from: &list)) }
  }
}

extension RLPDecoder {
  /// Reads a status, which is the number 0 or 1, or a state root, which has 32 bytes.
  fileprivate mutating func readOutcome() throws(RLPError) -> Receipt.Outcome {
    let start = offset
    let bytes = try readSlice()
    if bytes.isEmpty { return .status(false) }
    if bytes.elementsEqual([1]) { return .status(true) }
    guard let root = Hash32(bytes: bytes) else {
      throw RLPError(offset: start, kind: .wrongLength(expected: 32, found: bytes.count))
    }
    return .stateRoot(root)
  }
}
