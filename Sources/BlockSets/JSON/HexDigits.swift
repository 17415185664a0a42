import EthereumTypes

/// Hex digits decoded eight at a time from a text that has at least eight bytes after them.
enum HexDigits {
  /// Decodes the eight digits whose characters are the bytes of `word`, first in the lowest byte.
  ///
  /// - Returns: The four bytes, the first in the lowest byte; nil on any other character.
  @inline(__always)
  static func bytes(_ word: UInt64) -> UInt32? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones &* 0x80
    // With seven-bit bytes the sums stay inside their bytes; others fail by their own top bit.
    let seven = word & ~tops
    let lower = seven | (ones &* 0x20)
    let isDigit = (seven &+ ones &* (0x80 - 0x30)) & ~(seven &+ ones &* (0x80 - 0x3a))
    let isLetter = (lower &+ ones &* (0x80 - 0x61)) & ~(lower &+ ones &* (0x80 - 0x67))
    guard (isDigit | isLetter) & tops & ~word == tops else { return nil }
    let nibbles = (word & (ones &* 0x0f)) &+ ((word &>> 6) & ones) &* 9
    var packed = ((nibbles &<< 4) | (nibbles &>> 8)) & 0x00ff_00ff_00ff_00ff
    packed = (packed | (packed &>> 8)) & 0x0000_ffff_0000_ffff
    return UInt32(truncatingIfNeeded: packed | (packed &>> 16))
  }

  @inline(__always)
  private static func load(_ digits: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(digits).loadUnaligned(as: UInt64.self))
  }

  /// The number that one to sixteen digits spell.
  @inline(__always)
  static func uint64(_ digits: UnsafePointer<UInt8>, count: Int) -> UInt64? {
    let head = count & 7
    var value: UInt64 = 0
    if head > 0 {
      // Zeros move in before the digits, which move to the end.
      let word =
        (load(digits) &<< UInt64(8 * (8 - head)))
        | (0x3030_3030_3030_3030 as UInt64) &>> UInt64(8 * head)
      guard let bytes = bytes(word) else { return nil }
      value = UInt64(bytes.byteSwapped)
    }
    var index = head
    while index < count {
      guard let bytes = bytes(load(digits + index)) else { return nil }
      value = value &<< 32 | UInt64(bytes.byteSwapped)
      index &+= 8
    }
    return value
  }

  /// The number that one to 64 digits spell.
  @inline(__always)
  static func uint256(_ digits: UnsafePointer<UInt8>, count: Int) -> UInt256? {
    if count <= 16 {
      guard let small = uint64(digits, count: count) else { return nil }
      return UInt256(small)
    }
    let head = (count - 1) & 15 + 1
    guard let first = uint64(digits, count: head) else { return nil }
    var (high, low) = (UInt128(0), UInt128(first))
    var index = head
    while index < count {
      guard let next = uint64(digits + index, count: 16) else { return nil }
      high = high &<< 64 | low &>> 64
      low = low &<< 64 | UInt128(next)
      index &+= 16
    }
    return UInt256(low: low, high: high)
  }

  /// Decodes an even number of digits to `target`, which takes `count / 2` bytes.
  @inline(__always)
  static func decode(
    _ digits: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutableRawPointer
  ) -> Bool {
    var index = 0
    while index &+ 8 <= count {
      guard let bytes = bytes(load(digits + index)) else { return false }
      target.storeBytes(of: bytes.littleEndian, toByteOffset: index &>> 1, as: UInt32.self)
      index &+= 8
    }
    while index < count {
      guard let byte = uint64(digits + index, count: 2) else { return false }
      target.storeBytes(
        of: UInt8(truncatingIfNeeded: byte), toByteOffset: index &>> 1, as: UInt8.self)
      index &+= 2
    }
    return true
  }
}
