import EthereumTypes

/// A parameter of a contract's function, as the contract ABI encodes it.
enum ABIValue: Sendable {
  /// A value of one word: a number, an address, a flag.
  case word(UInt256)
  /// A byte string.
  case bytes([UInt8])
  /// A list of values of one type.
  case array([ABIValue])
  /// A structure with a member of varying length.
  case tuple([ABIValue])

  /// A list of addresses.
  static func addresses(_ addresses: [Address]) -> ABIValue {
    .array(addresses.map { .word($0.word) })
  }

  /// The encoding of values in a row: words in place, the others behind them with their offsets in
  /// place.
  static func encode(_ values: [ABIValue]) -> [UInt8] {
    var head: [UInt8] = []
    var tail: [UInt8] = []
    for value in values {
      if case .word(let word) = value {
        head += word.bigEndianBytes
      } else {
        head += UInt256(UInt64(values.count * 32 + tail.count)).bigEndianBytes
        tail += value.tail
      }
    }
    return head + tail
  }

  private var tail: [UInt8] {
    switch self {
    case .word(let word): word.bigEndianBytes
    case .bytes(let bytes):
      Self.length(bytes.count) + bytes
        + [UInt8](repeating: 0, count: (32 - bytes.count % 32) % 32)
    case .array(let values): Self.length(values.count) + Self.encode(values)
    case .tuple(let values): Self.encode(values)
    }
  }

  private static func length(_ count: Int) -> [UInt8] { UInt256(UInt64(count)).bigEndianBytes }
}
