// Hexadecimal and decimal text.

extension UInt256 {
  /// Parses "0x" and 1 to 64 hexadecimal digits; leading zeros are allowed.
  public init?(hex: String) {
    var hex = hex
    let parsed = hex.withUTF8 { UInt256(hexUTF8: $0) }
    guard let parsed else { return nil }
    self = parsed
  }

  /// Parses "0x" and 1 to 64 hexadecimal digits from UTF-8.
  package init?(hexUTF8 text: UnsafeBufferPointer<UInt8>) {
    guard let digits = Hex.digits(of: text), (1...64).contains(digits.count) else { return nil }
    var value = UInt256.zero
    for digit in digits {
      guard let nibble = Hex.value(ofDigit: digit) else { return nil }
      value = UInt256(
        low: value.low &<< 4 | UInt128(truncatingIfNeeded: nibble),
        high: value.high &<< 4 | value.low &>> 124)
    }
    self = value
  }

  /// The shortest hexadecimal form: "0x0", "0x1f".
  public var hex: String {
    high == 0
      ? "0x" + String(low, radix: 16)
      : "0x" + String(high, radix: 16) + Hex.padded(String(low, radix: 16), to: 32)
  }
}

extension UInt256: CustomStringConvertible {
  /// The decimal digits.
  public var description: String {
    let chunk: UInt256 = 10_000_000_000_000_000_000
    var rest = self
    var text = ""
    while rest >= chunk {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: chunk)
      text = Hex.padded(String(remainder.truncatedUInt64), to: 19) + text
      rest = quotient
    }
    return String(rest.truncatedUInt64) + text
  }
}
