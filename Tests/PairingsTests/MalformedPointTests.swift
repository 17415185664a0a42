import Pairings
import Testing

/// Every rule by which EIP-196, EIP-197 and EIP-2537 refuse an input.
@Suite struct MalformedPointTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let operation: Operation
    let input: [UInt8]
    let error: PointError
  }

  @Test(arguments: try bn254() + bls12381() + lengths()) func refuses(_ malformed: Case) throws {
    #expect(throws: malformed.error) { try malformed.operation(malformed.input) }
  }

  static let bn254Prime = "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47"
  static let bls12381Prime = """
    00000000000000000000000000000000\
    1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab
    """

  static func bn254() throws -> [Case] {
    let (g1, g2) = (BN254Tests.g1, try bytes(BN254Tests.g2))
    let prime = try bytes(bn254Prime)
    let outside = try bytes(BN254Vectors.outsideG2[0].input)
    var cases: [Case] = []
    // The generator with a coordinate out of range: 1 + p and 2 + p are the same modulo p.
    for (name, point) in [
      ("x = p + 1", Self.plus(prime, 1) + word(2)), ("y = p + 2", word(1) + Self.plus(prime, 2)),
      ("x = 2^256 - 1", [UInt8](repeating: 0xff, count: 32) + word(2)),
      ("infinity as (p, 0)", prime + word(0)), ("infinity as (0, p)", word(0) + prime),
    ] {
      cases.append(Case(name, .bn254Add, point + g1, .coordinateOutOfRange))
      cases.append(Case(name, .bn254Add, g1 + point, .coordinateOutOfRange))
      cases.append(Case(name, .bn254Multiply, point + word(0), .coordinateOutOfRange))
      cases.append(Case(name, .bn254Pairing, point + g2, .coordinateOutOfRange))
    }
    for (name, point) in [
      ("(1, 3)", word(1) + word(3)), ("(1, 0)", word(1) + word(0)), ("(0, 1)", word(0) + word(1)),
    ] {
      cases.append(Case(name, .bn254Add, point + g1, .notOnCurve))
      cases.append(Case(name, .bn254Add, g1 + point, .notOnCurve))
      cases.append(Case(name, .bn254Multiply, point + word(1), .notOnCurve))
      cases.append(Case(name, .bn254Pairing, point + g2, .notOnCurve))
      // Even beside infinity.
      cases.append(
        Case(name, .bn254Pairing, point + [UInt8](repeating: 0, count: 128), .notOnCurve))
    }
    for coordinate in 0..<4 {
      var point = g2
      point.replaceSubrange(32 * coordinate..<32 * (coordinate + 1), with: prime)
      cases.append(Case("G2 \(coordinate) = p", .bn254Pairing, g1 + point, .coordinateOutOfRange))
      point = g2
      point[32 * coordinate + 31] ^= 1
      cases.append(Case("G2 \(coordinate) changed", .bn254Pairing, g1 + point, .notOnCurve))
    }
    let swapped = g2[32..<64] + g2[0..<32] + g2[96..<128] + g2[64..<96]
    cases.append(Case("G2 real part first", .bn254Pairing, g1 + swapped, .notOnCurve))
    cases.append(Case("outside G2", .bn254Pairing, g1 + outside, .notInSubgroup))
    cases.append(
      Case("outside G2 beside infinity", .bn254Pairing, word(0) + word(0) + outside, .notInSubgroup)
    )
    cases.append(Case("second pair", .bn254Pairing, g1 + g2 + g1 + outside, .notInSubgroup))
    return cases
  }

  static func bls12381() throws -> [Case] {
    let points = try BLS12381Tests.points()
    let (g1, g2) = (points[0].2, points[1].2)
    let outsideG1 = try bytes(BLS12381Vectors.outsideG1[0].input)
    let outsideG2 = try bytes(BLS12381Vectors.outsideG2[0].input)
    var cases = try coordinates()
    for operation in [Operation.multiplyG1, .multiplyG2, .pairing] {
      let (inside, outside, rest) =
        switch operation.testDescription {
        case Operation.multiplyG1.testDescription: (g1, outsideG1, word(1))
        case Operation.multiplyG2.testDescription: (g2, outsideG2, word(1))
        default: (g1, outsideG1, g2)
        }
      cases.append(Case("outside", operation, outside + rest, .notInSubgroup))
      cases.append(Case("second", operation, inside + rest + outside + rest, .notInSubgroup))
    }
    cases.append(Case("scalar 0", .multiplyG1, outsideG1 + word(0), .notInSubgroup))
    // (0, 2) has order 3, and the endomorphism leaves it where it is.
    let orderThree = word(0) + word(0) + word(0) + word(2)
    cases.append(Case("order 3", .multiplyG1, orderThree + word(3), .notInSubgroup))
    cases.append(Case("order 3", .pairing, orderThree + g2, .notInSubgroup))
    cases.append(Case("scalar 0", .multiplyG2, outsideG2 + word(0), .notInSubgroup))
    cases.append(Case("outside G2", .pairing, g1 + outsideG2, .notInSubgroup))
    let zeroG1 = [UInt8](repeating: 0, count: 128)
    cases.append(Case("outside G2, infinity", .pairing, zeroG1 + outsideG2, .notInSubgroup))
    return cases
  }

  /// Coordinates out of range or off the curve, in every place of every operation.
  private static func coordinates() throws -> [Case] {
    let points = try BLS12381Tests.points()
    let (g1, g2) = (points[0].2, points[1].2)
    let prime = try bytes(bls12381Prime)
    let inputs: [(Operation, [UInt8], coordinates: Int)] = [
      (.addG1, g1 + g1, 4), (.addG2, g2 + g2, 8), (.multiplyG1, g1 + word(0), 2),
      (.multiplyG2, g2 + word(0), 4), (.pairing, g1 + g2, 6),
    ]
    var cases: [Case] = []
    for (operation, input, count) in inputs {
      for coordinate in 0..<count {
        let start = 64 * coordinate
        var changed = input
        changed.replaceSubrange(start..<start + 64, with: prime)
        cases.append(Case("\(coordinate) = p", operation, changed, .coordinateOutOfRange))
        for padding in [0, 15] {
          changed = input
          changed[start + padding] = 1
          let name = "\(coordinate), byte \(padding) = 1"
          cases.append(Case(name, operation, changed, .coordinateOutOfRange))
        }
        changed = input
        changed[start + 63] ^= 1
        cases.append(Case("\(coordinate) changed", operation, changed, .notOnCurve))
      }
    }
    cases.append(Case("p", .mapToG1, prime, .coordinateOutOfRange))
    cases.append(Case("p + 0u", .mapToG2, prime + word(0) + word(0), .coordinateOutOfRange))
    cases.append(Case("0 + pu", .mapToG2, word(0) + word(0) + prime, .coordinateOutOfRange))
    cases.append(
      Case("padding", .mapToG1, [1] + word(0).dropFirst() + word(0), .coordinateOutOfRange))
    return cases
  }

  static func lengths() throws -> [Case] {
    let lengths: [(Operation, [Int])] = [
      (.bn254Add, [0, 127, 129]), (.bn254Multiply, [0, 95, 97, 128]),
      (.bn254Pairing, [1, 191, 193]), (.addG1, [0, 255, 257]), (.addG2, [0, 511, 513]),
      (.multiplyG1, [0, 159, 161]), (.multiplyG2, [0, 287, 289]), (.pairing, [0, 383, 385]),
      (.mapToG1, [0, 63, 65, 128]), (.mapToG2, [0, 64, 127, 129]),
    ]
    return lengths.flatMap { operation, lengths in
      lengths.map {
        Case("\($0) bytes", operation, [UInt8](repeating: 0, count: $0), .length($0))
      }
    }
  }

  /// A number plus a small one that carries nothing.
  private static func plus(_ number: [UInt8], _ small: UInt8) -> [UInt8] {
    var sum = number
    sum[sum.count - 1] += small
    return sum
  }
}

extension MalformedPointTests.Case {
  init(_ name: String, _ operation: Operation, _ input: [UInt8], _ error: PointError) {
    self.init(
      testDescription: "\(operation.testDescription): \(name)", operation: operation, input: input,
      error: error)
  }
}
