/// Why bytes are no transaction, or why a transaction has no sender.
package enum TransactionError: Error, Equatable, Sendable {
  /// The bytes are no canonical encoding of the kind's fields.
  case malformed(RLPError)
  /// The leading byte names no known transaction type.
  case unsupportedType(UInt8, offset: Int)
  /// The legacy *v* or the y-parity is none that the transaction's kind allows.
  case invalidV(UInt256)
  /// *r* is zero or not less than the curve's order.
  case rOutOfRange
  /// *s* is zero or not less than the curve's order.
  case sOutOfRange
  /// *s* exceeds half the curve's order (EIP-2).
  case highS
  /// No public key has this signature.
  case unrecoverable
}

extension TransactionError {
  /// Where in the input the fault lies; `nil` for a fault of the signature.
  package var offset: Int? {
    switch self {
    case .malformed(let error): error.offset
    case .unsupportedType(_, let offset): offset
    case .invalidV, .rOutOfRange, .sOutOfRange, .highS, .unrecoverable: nil
    }
  }

  /// The fault in an input of which this one's is a part that begins at `start`.
  func moved(by start: Int) -> TransactionError {
    switch self {
    case .malformed(let error):
      .malformed(RLPError(offset: start + error.offset, kind: error.kind))
    case .unsupportedType(let type, let offset): .unsupportedType(type, offset: start + offset)
    case .invalidV, .rOutOfRange, .sOutOfRange, .highS, .unrecoverable: self
    }
  }
}

extension TransactionError: CustomStringConvertible {
  /// The place, as far as there is one, and the reason.
  package var description: String {
    switch self {
    case .malformed(let error): "\(error)"
    case .unsupportedType(let type, let offset):
      "byte \(offset): unsupported transaction type \(type)"
    case .invalidV(let v): "signature: v \(v) fits no transaction of this kind"
    case .rOutOfRange: "signature: r is zero or not less than the order of the curve"
    case .sOutOfRange: "signature: s is zero or not less than the order of the curve"
    case .highS: "signature: s exceeds half the order of the curve"
    case .unrecoverable: "signature: no public key has it"
    }
  }
}
