/// Hexadecimal text as Ethereum writes it: "0x" and two digits a byte.
package enum Hex {
  /// The digits after "0x", or `nil` when the text does not begin so.
  package static func digits(
    of text: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard text.count >= 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "x") else {
      return nil
    }
    return UnsafeBufferPointer(rebasing: text[2...])
  }

  /// The value of a digit of either case.
  @inlinable @inline(__always)
  package static func value(ofDigit digit: UInt8) -> UInt8? {
    let decimal = digit &- UInt8(ascii: "0")
    if decimal < 10 { return decimal }
    let letter = (digit | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter &+ 10 : nil
  }

  /// Decodes the text "0x…" into bytes; `nil` for an odd number of digits or a stray character.
  package static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let digits = digits(of: text), digits.count % 2 == 0 else { return nil }
    var isValid = true
    let bytes = [UInt8](unsafeUninitializedCapacity: digits.count / 2) { buffer, count in
      for index in 0..<digits.count / 2 {
        guard let high = value(ofDigit: digits[2 &* index]),
          let low = value(ofDigit: digits[2 &* index &+ 1])
        else {
          isValid = false
          return
        }
        buffer[index] = high &<< 4 | low
        count = index &+ 1
      }
    }
    return isValid ? bytes : nil
  }

  /// Writes bytes as "0x…" in lower case.
  package static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: 2 + 2 * bytes.count) { text in
      text[0] = UInt8(ascii: "0")
      text[1] = UInt8(ascii: "x")
      for index in 0..<bytes.count {
        text[2 &+ 2 &* index] = digit(bytes[index] &>> 4)
        text[3 &+ 2 &* index] = digit(bytes[index] & 15)
      }
      return 2 + 2 * bytes.count
    }
  }

  /// The text with zeros before it, so that it has `count` characters.
  static func padded(_ text: String, to count: Int) -> String {
    String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  @inline(__always)
  private static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") &+ nibble : UInt8(ascii: "a") &- 10 &+ nibble
  }
}

extension [UInt8] {
  /// Decodes "0x" and an even number of hexadecimal digits.
  package init?(hex: String) {
    var hex = hex
    guard let bytes = hex.withUTF8({ Hex.decode($0) }) else { return nil }
    self = bytes
  }

  /// The bytes as "0x…" in lower case.
  package var hex: String { withUnsafeBytes { Hex.encode($0) } }
}
