extension Fp {
  /// The bytes of a number of as many words as p.
  static var byteCount: Int { 8 * Modulus.Words.count }

  /// Reads a big-endian number of `byteCount` bytes; answers nil where it is not below p.
  init?(bigEndian bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == Self.byteCount)
    var number = Modulus.Words.zero
    for index in 0..<Modulus.Words.count {
      let offset = bytes.count - 8 * (index + 1)
      number[index] = UInt64(
        bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    self.init(number: number)
  }

  /// Creates a constant of the source code from its hexadecimal digits.
  init(hex digits: StaticString) {
    self = Self.table(digits)[0]
  }

  /// Constants of the source code: hexadecimal digits, one constant a line.
  static func table(_ digits: StaticString) -> [Fp] {
    digits.hexadecimalLines.map { bytes in
      guard bytes.count == byteCount, let element = bytes.withUnsafeBytes(Fp.init(bigEndian:))
      else { preconditionFailure("a constant is no element of the field: \(digits)") }
      return element
    }
  }

  /// Creates the element of a small number.
  init(_ number: Int) {
    self = (0..<number).reduce(.zero) { sum, _ in sum + .one }
  }
}

extension Fp {
  /// Appends the number, big-endian, in `byteCount` bytes.
  func appendBigEndian(to output: inout [UInt8]) {
    let number = number
    for index in (0..<Modulus.Words.count).reversed() {
      withUnsafeBytes(of: number[index].bigEndian) { output.append(contentsOf: $0) }
    }
  }
}

extension StaticString {
  /// The bytes that each line's hexadecimal digits stand for.
  var hexadecimalLines: [[UInt8]] {
    let lines = withUTF8Buffer { Array($0) }.split(separator: UInt8(ascii: "\n"))
    return lines.map { line in
      let nibbles = line.map { UInt8(Character(UnicodeScalar($0)).hexDigitValue ?? 0) }
      return stride(from: 0, to: nibbles.count - 1, by: 2).map {
        nibbles[$0] << 4 | nibbles[$0 + 1]
      }
    }
  }
}
