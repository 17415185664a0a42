/// The decoding of a JSON string's escapes.
enum JSONString {
  /// Decodes the bytes between two quotes, which the parser has found well formed.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        decoded.append(bytes[index])
        index += 1
        continue
      }
      if bytes[index + 1] == UInt8(ascii: "u") {
        index = decodeScalar(in: bytes, at: index, to: &decoded)
      } else {
        decoded.append(character(escapedAs: bytes[index + 1]))
        index += 2
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func character(escapedAs byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "t"): 0x09
    default: byte
    }
  }

  /// Decodes `\uXXXX`, or a pair of them that is a surrogate pair; returns the index after it.
  private static func decodeScalar(
    in bytes: UnsafeBufferPointer<UInt8>, at index: Int, to decoded: inout [UInt8]
  ) -> Int {
    func unit(at index: Int) -> UInt32 {
      var unit: UInt32 = 0
      for byte in bytes[(index + 2)..<(index + 6)] {
        unit = unit << 4 | UInt32((byte & 0x0f) + (byte > 0x39 ? 9 : 0))
      }
      return unit
    }
    var (value, length) = (unit(at: index), 6)
    if value & 0xfc00 == 0xd800 {
      value = 0x10000 + (value & 0x3ff) << 10 + unit(at: index + 6) & 0x3ff
      length = 12
    }
    guard let scalar = UnicodeScalar(value) else {
      preconditionFailure("the parser accepts no unpaired surrogate")
    }
    decoded.append(contentsOf: String(scalar).utf8)
    return index + length
  }
}
