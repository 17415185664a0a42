import Pairings
import TestSupport
import Testing

@Suite struct BN254Tests {
  @Test(arguments: BN254Vectors.sums) func adds(vector: Vector) throws {
    #expect(try Operation.bn254Add(bytes(vector.input)) == bytes(vector.output))
  }

  @Test(arguments: BN254Vectors.products) func multiplies(vector: Vector) throws {
    #expect(try Operation.bn254Multiply(bytes(vector.input)) == bytes(vector.output))
  }

  @Test(arguments: BN254Vectors.pairings) func pairs(vector: Vector) throws {
    #expect(try Operation.bn254Pairing(bytes(vector.input)) == bytes(vector.output))
  }

  /// The generators of EIP-196 and EIP-197.
  static let g1 = word(1) + word(2)
  static let g2 = """
    198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2\
    1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed\
    090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b\
    12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa
    """

  @Test func multiplicationDistributes() throws {
    let seed: UInt64 = 196
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let (a, b) = (UInt128(random.next()) << 63, UInt128(random.next()) << 60 | 5)
      let left = try Operation.bn254Multiply(Self.g1 + word(a))
      let right = try Operation.bn254Multiply(Self.g1 + word(b))
      let sum = try Operation.bn254Add(left + right)
      #expect(
        try Operation.bn254Multiply(Self.g1 + word(a + b)) == sum, "seed \(seed): \(a), \(b)")
    }
  }

  @Test func pairingIsLinearInG1() throws {
    let seed: UInt64 = 197
    var random = SplitMix64(seed: seed)
    let g2 = try bytes(Self.g2)
    for _ in 0..<5 {
      let (a, b) = (UInt128(random.next()), UInt128(random.next()))
      // e(aP, Q) e(bP, Q) e((r - a - b)P, Q) = 1
      let multiples = try [word(a), word(b), Self.negated(a + b)].map {
        try Operation.bn254Multiply(Self.g1 + $0)
      }
      let pairs = multiples.flatMap { $0 + g2 }
      #expect(try Operation.bn254Pairing(pairs) == word(1), "seed \(seed): \(a), \(b)")
      let wrong = multiples.dropLast().flatMap { $0 + g2 } + Self.g1 + g2
      #expect(try Operation.bn254Pairing(wrong) == word(0), "seed \(seed): \(a), \(b)")
    }
  }

  /// r minus a number.
  private static func negated(_ number: UInt128) -> [UInt8] {
    let (low, borrow) = UInt128(0x2833_e848_79b9_7091_43e1_f593_f000_0001)
      .subtractingReportingOverflow(number)
    return word(low, high: 0x3064_4e72_e131_a029_b850_45b6_8181_585d - (borrow ? 1 : 0))
  }
}
