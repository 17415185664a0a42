import Pairings
import Testing

/// An input of an operation and its output, as hexadecimal digits.
struct Vector: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let input: String
  let output: String
}

/// An operation on encoded points, in one shape for all: pairing checks answer the word 0 or 1.
struct Operation: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let body: @Sendable (UnsafeRawBufferPointer, inout [UInt8]) throws(PointError) -> Void

  init(
    _ name: String,
    _ body:
      @escaping @Sendable (UnsafeRawBufferPointer, inout [UInt8]) throws(PointError) -> Void
  ) {
    testDescription = name
    self.body = body
  }

  /// A check as an operation.
  init(
    check name: String,
    _ check: @escaping @Sendable (UnsafeRawBufferPointer) throws(PointError) -> Bool
  ) {
    self.init(name) { (input, output) throws(PointError) in
      output += word(try check(input) ? 1 : 0)
    }
  }

  func callAsFunction(_ input: [UInt8]) throws -> [UInt8] {
    var output: [UInt8] = []
    try input.withUnsafeBytes { try body($0, &output) }
    return output
  }

  static let bn254Add = Operation("BN254 add", BN254.add)
  static let bn254Multiply = Operation("BN254 multiply", BN254.multiply)
  static let bn254Pairing = Operation(check: "BN254 pairing", BN254.isPairingProductOne)
  static let addG1 = Operation("BLS12-381 G1 add", BLS12381.addG1)
  static let addG2 = Operation("BLS12-381 G2 add", BLS12381.addG2)
  static let multiplyG1 = Operation("BLS12-381 G1 MSM", BLS12381.multiScalarProductG1)
  static let multiplyG2 = Operation("BLS12-381 G2 MSM", BLS12381.multiScalarProductG2)
  static let pairing = Operation(check: "BLS12-381 pairing", BLS12381.isPairingProductOne)
  static let mapToG1 = Operation("BLS12-381 map to G1", BLS12381.mapToG1)
  static let mapToG2 = Operation("BLS12-381 map to G2", BLS12381.mapToG2)
}

/// The bytes of hexadecimal digits.
func bytes(_ digits: String) throws -> [UInt8] {
  let nibbles = try digits.map { UInt8(try #require($0.hexDigitValue)) }
  return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
}

/// A big-endian number of 32 bytes.
func word(_ low: UInt128, high: UInt128 = 0) -> [UInt8] {
  withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
}
