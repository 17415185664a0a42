/// A number below 2²⁵⁶ by which points are multiplied.
struct Scalar: Equatable, Comparable, Sendable, BitwiseCopyable {
  var low, high: UInt128

  init(low: UInt128, high: UInt128 = 0) {
    self.low = low
    self.high = high
  }

  /// Reads 32 big-endian bytes.
  init(bigEndian bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == 32)
    high = UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt128.self))
    low = UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt128.self))
  }

  static func < (a: Scalar, b: Scalar) -> Bool { (a.high, a.low) < (b.high, b.low) }

  /// The remainder of a division by subtraction, for a modulus not much smaller.
  func reduced(modulo modulus: Scalar) -> Scalar {
    var result = self
    while result >= modulus {
      let (low, borrow) = result.low.subtractingReportingOverflow(modulus.low)
      result = Scalar(low: low, high: result.high &- modulus.high &- (borrow ? 1 : 0))
    }
    return result
  }

  /// The four digits to a base, lowest first, of a number below its fourth power.
  func digits(base: UInt64) -> (UInt64, UInt64, UInt64, UInt64) {
    var words = [
      UInt64(truncatingIfNeeded: low), UInt64(truncatingIfNeeded: low &>> 64),
      UInt64(truncatingIfNeeded: high), UInt64(truncatingIfNeeded: high &>> 64),
    ]
    func nextDigit() -> UInt64 {
      var digit: UInt64 = 0
      for index in words.indices.reversed() {
        (words[index], digit) = base.dividingFullWidth((digit, words[index]))
      }
      return digit
    }
    return (nextDigit(), nextDigit(), nextDigit(), nextDigit())
  }

  /// The `count` bits from `start` on, as a number; bits beyond the highest are 0.
  func bits(from start: Int, count: Int) -> Int {
    let shifted: UInt128
    if start >= 256 {
      shifted = 0
    } else if start >= 128 {
      shifted = high &>> UInt128(start - 128)
    } else {
      shifted = start == 0 ? low : low &>> UInt128(start) | high &<< UInt128(128 - start)
    }
    return Int(truncatingIfNeeded: shifted) & (1 &<< count &- 1)
  }

  /// The number in non-adjacent form of width 5: for each power of 2 a digit that is 0 or odd and
  /// between -15 and 15, of which no two within five places are other than 0.
  func nonAdjacentForm(bitCount: Int) -> [Int8] {
    let width = 5
    // One place more, where the last carry may go.
    var digits = [Int8](repeating: 0, count: bitCount + 1)
    var place = 0
    var carry = 0
    while place <= bitCount {
      if bits(from: place, count: 1) == carry {
        place += 1
        continue
      }
      let digit = bits(from: place, count: width) + carry
      carry = digit >> (width - 1)
      digits[place] = Int8(digit - carry << width)
      place += width
    }
    return digits
  }
}
