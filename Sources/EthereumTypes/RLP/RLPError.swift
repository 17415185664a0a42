/// Why bytes are not canonical RLP, or not the RLP that was asked for.
package struct RLPError: Error, Equatable, Sendable {
  /// The ways in which an encoding can be wrong.
  package enum Kind: Equatable, Sendable {
    /// The item reaches past the end of the input or of its list.
    case truncated
    /// The length is written in a longer form than it needs.
    case nonCanonicalLength
    /// A byte below 0x80 has a length prefix.
    case nonCanonicalSingleByte
    /// A number begins with a zero byte.
    case leadingZero
    /// A string was expected.
    case unexpectedList
    /// A list was expected.
    case unexpectedString
    /// The string has another length than its type; for numbers `expected` is the greatest.
    case wrongLength(expected: Int, found: Int)
    /// Bytes follow where the input or list should end.
    case trailingBytes
    /// The length does not fit in this machine's integers.
    case lengthOverflow
    /// Lists are nested deeper than allowed.
    case tooDeep
  }

  /// The offset of the offending item from the start of the whole input.
  package let offset: Int
  /// What is wrong there.
  package let kind: Kind

  /// Creates an error.
  @inlinable
  package init(offset: Int, kind: Kind) {
    self.offset = offset
    self.kind = kind
  }
}

extension RLPError: CustomStringConvertible {
  /// The offset, what was expected there and what was found.
  package var description: String {
    let reason =
      switch kind {
      case .truncated: "expected a complete item, found the end of its input or list"
      case .nonCanonicalLength: "expected the shortest length prefix, found a longer one"
      case .nonCanonicalSingleByte: "expected a bare byte below 0x80, found it with a prefix"
      case .leadingZero: "expected a number without leading zeros, found a zero byte first"
      case .unexpectedList: "expected a string, found a list"
      case .unexpectedString: "expected a list, found a string"
      case .wrongLength(let expected, let found): "expected \(expected) bytes, found \(found)"
      case .trailingBytes: "expected the end, found more bytes"
      case .lengthOverflow: "expected a length that fits in memory, found a greater one"
      case .tooDeep: "expected fewer levels of nested lists"
      }
    return "RLP at byte \(offset): \(reason)"
  }
}
