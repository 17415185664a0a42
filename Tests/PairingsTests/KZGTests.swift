import Pairings
import Testing

@Suite struct KZGTests {
  /// The four parts of a proof.
  struct Proof {
    var z, y, commitment, proof: [UInt8]

    /// Splits z, y, commitment and proof, one after another.
    init(_ digits: String) throws {
      let all = try bytes(digits)
      try #require(all.count == 160)
      (z, y) = (Array(all[..<32]), Array(all[32..<64]))
      (commitment, proof) = (Array(all[64..<112]), Array(all[112...]))
    }

    func verify() throws -> Bool {
      try z.withUnsafeBytes { z in
        try y.withUnsafeBytes { y in
          try commitment.withUnsafeBytes { commitment in
            try proof.withUnsafeBytes { proof in
              try KZG.verify(commitment: commitment, z: z, y: y, proof: proof)
            }
          }
        }
      }
    }
  }

  @Test(arguments: KZGVectors.proofs) func accepts(vector: Vector) throws {
    #expect(try Proof(vector.input).verify())
  }

  @Test(arguments: KZGVectors.proofs) func refusesAnotherValue(vector: Vector) throws {
    var proof = try Proof(vector.input)
    proof.y[31] ^= 1
    #expect(try !proof.verify())
  }

  @Test func refusesAnotherPoint() throws {
    var proof = try Proof(KZGVectors.proofs[4].input)
    proof.z[31] ^= 1
    #expect(try !proof.verify())
  }

  @Test func refusesTheNegatedProof() throws {
    var proof = try Proof(KZGVectors.proofs[4].input)
    proof.proof[0] ^= 0x20
    #expect(try !proof.verify())
  }

  @Test func refusesAnotherPolynomial() throws {
    var proof = try Proof(KZGVectors.proofs[2].input)
    proof.commitment = try Proof(KZGVectors.proofs[4].input).commitment
    #expect(try !proof.verify())
  }

  /// A constant polynomial is proved by infinity, at every point.
  @Test func acceptsInfinity() throws {
    var proof = try Proof(KZGVectors.proofs[1].input)
    #expect(proof.proof == [0xc0] + [UInt8](repeating: 0, count: 47))
    proof.z[31] ^= 1
    #expect(try proof.verify())
  }

  static let order = "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"

  @Test func refusesScalarsOutOfRange() throws {
    var proof = try Proof(KZGVectors.proofs[6].input)
    proof.z = try bytes(Self.order)
    #expect(throws: PointError.scalarOutOfRange) { try proof.verify() }
    proof = try Proof(KZGVectors.proofs[6].input)
    proof.y = try bytes(Self.order)
    #expect(throws: PointError.scalarOutOfRange) { try proof.verify() }
  }

  struct Malformed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let point: [UInt8]
    let error: PointError
  }

  static let prime = """
    1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab
    """

  static func malformed() throws -> [Malformed] {
    let generator = try Proof(KZGVectors.proofs[2].input).commitment
    let zeros = [UInt8](repeating: 0, count: 47)
    var prime = try bytes(Self.prime)
    prime[0] |= 0x80
    let outside = try bytes(KZGVectors.outsideG1[0].input)
    // 1³ + 4 = 5 is no square modulo p.
    let noPoint = [0x80] + zeros.dropLast() + [1]
    return [
      Malformed(testDescription: "47 bytes", point: Array(generator[..<47]), error: .length(47)),
      Malformed(testDescription: "49 bytes", point: generator + [0], error: .length(49)),
      Malformed(
        testDescription: "not compressed", point: [generator[0] & 0x7f] + generator[1...],
        error: .flags),
      Malformed(testDescription: "zeros", point: [0] + zeros, error: .flags),
      Malformed(testDescription: "infinity, not compressed", point: [0x40] + zeros, error: .flags),
      Malformed(testDescription: "infinity with a sign", point: [0xe0] + zeros, error: .flags),
      Malformed(
        testDescription: "infinity with an x", point: [0xc0] + zeros.dropLast() + [1],
        error: .flags),
      Malformed(
        testDescription: "infinity flag on a point", point: [generator[0] | 0x40] + generator[1...],
        error: .flags),
      Malformed(testDescription: "x = p", point: prime, error: .coordinateOutOfRange),
      Malformed(
        testDescription: "x = 2^381 - 1", point: [0x9f] + [UInt8](repeating: 0xff, count: 47),
        error: .coordinateOutOfRange),
      Malformed(testDescription: "no such x", point: noPoint, error: .notOnCurve),
      Malformed(testDescription: "outside G1", point: outside, error: .notInSubgroup),
    ]
  }

  @Test(arguments: try malformed()) func refusesMalformedPoints(_ malformed: Malformed) throws {
    var proof = try Proof(KZGVectors.proofs[2].input)
    proof.commitment = malformed.point
    #expect(throws: malformed.error) { try proof.verify() }
    proof = try Proof(KZGVectors.proofs[2].input)
    proof.proof = malformed.point
    #expect(throws: malformed.error) { try proof.verify() }
  }
}
