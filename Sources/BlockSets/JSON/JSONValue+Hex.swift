import EthereumTypes

/// Ethereum's encodings in JSON: `0x` and hex digits.
extension JSONValue {
  /// The value as a quantity: a hex string, leading zeros allowed, or a decimal JSON number.
  package func uint64() throws(JSONError) -> UInt64 {
    if kind == .number {
      guard let number = decimal() else { throw unexpected("a whole number below 2^64") }
      return number
    }
    guard let digits = hexDigits, !digits.isEmpty else { throw unexpected(Expected.quantity) }
    guard let value = HexDigits.uint256(in: digits) else { throw unexpected(Expected.quantity) }
    guard let small = value.uint64 else { throw unexpected("a quantity below 2^64") }
    return small
  }

  /// The value as a quantity of at most 256 bits: a hex string, leading zeros allowed.
  package func uint256() throws(JSONError) -> UInt256 {
    guard let digits = hexDigits, let value = HexDigits.uint256(in: digits) else {
      throw unexpected(Expected.quantity)
    }
    return value
  }

  /// The value as an address: `0x` and 40 hex digits.
  package func address() throws(JSONError) -> Address {
    guard let digits = hexDigits, digits.count == 40, let base = digits.baseAddress,
      let word = HexDigits.uint256(base, count: 40)
    else { throw unexpected("an address: \"0x\" and 40 hex digits") }
    return Address(word: word)
  }

  /// The value as a hash: `0x` and 64 hex digits.
  package func hash32() throws(JSONError) -> Hash32 {
    guard let digits = hexDigits, digits.count == 64, let base = digits.baseAddress,
      let word = HexDigits.uint256(base, count: 64)
    else { throw unexpected("a hash: \"0x\" and 64 hex digits") }
    return Hash32(word: word)
  }

  /// The value as bytes: `0x` and an even number of hex digits.
  package func bytes() throws(JSONError) -> [UInt8] {
    guard let digits = hexDigits, digits.count % 2 == 0 else { throw unexpected(Expected.bytes) }
    guard let base = digits.baseAddress, !digits.isEmpty else { return [] }
    var isHex = true
    let bytes = [UInt8](unsafeUninitializedCapacity: digits.count / 2) { buffer, count in
      guard let target = buffer.baseAddress else { return }
      isHex = HexDigits.decode(base, count: digits.count, to: target)
      count = isHex ? digits.count / 2 : 0
    }
    guard isHex else { throw unexpected(Expected.bytes) }
    return bytes
  }

  /// The value as exactly `count` bytes.
  package func bytes(count: Int) throws(JSONError) -> [UInt8] {
    guard let digits = hexDigits, digits.count == 2 * count else {
      throw unexpected("\(count) bytes: \"0x\" and \(2 * count) hex digits")
    }
    return try bytes()
  }

  /// The name of a member that is a decimal number, as the keys of `blockHashes` are.
  package func decimalString() throws(JSONError) -> UInt64 {
    guard kind == .string, let number = Self.decimal(stringBytes) else {
      throw unexpected("decimal digits that spell a number below 2^64")
    }
    return number
  }

  private enum Expected {
    static let quantity = "a quantity: \"0x\" and 1 to 64 hex digits"
    static let bytes = "bytes: \"0x\" and an even number of hex digits"
  }

  /// What follows `0x` in a string; nil for anything else.
  @inline(__always)
  private var hexDigits: UnsafeBufferPointer<UInt8>? {
    guard firstByte == UInt8(ascii: "\""),
      entry.extent & JSONTapeEntry.needsDecoding == 0
    else { return nil }
    let bytes = stringBytes
    guard bytes.count >= 2, bytes[0] == UInt8(ascii: "0"), bytes[1] == UInt8(ascii: "x") else {
      return nil
    }
    return UnsafeBufferPointer(rebasing: bytes[2...])
  }
}

extension HexDigits {
  /// The number that a text of one to 64 digits spells.
  @inline(__always)
  static func uint256(in digits: UnsafeBufferPointer<UInt8>) -> UInt256? {
    guard (1...64).contains(digits.count), let base = digits.baseAddress else { return nil }
    return uint256(base, count: digits.count)
  }
}
