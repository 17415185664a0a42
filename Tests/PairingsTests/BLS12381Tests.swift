import Pairings
import TestSupport
import Testing

@Suite struct BLS12381Tests {
  static let vectors: [(Operation, [Vector])] = [
    (.addG1, BLS12381Vectors.sumsG1), (.addG2, BLS12381Vectors.sumsG2),
    (.multiplyG1, BLS12381Vectors.productsG1), (.multiplyG2, BLS12381Vectors.productsG2),
    (.pairing, BLS12381Vectors.pairings), (.mapToG1, BLS12381Vectors.mapsG1),
    (.mapToG2, BLS12381Vectors.mapsG2),
  ]

  @Test(arguments: vectors) func computes(operation: Operation, vectors: [Vector]) throws {
    #expect(!vectors.isEmpty)
    for vector in vectors {
      let output = try operation(bytes(vector.input))
      #expect(try output == bytes(vector.output), "\(vector.testDescription)")
    }
  }

  /// EIP-2537's assets, `map_fp_to_G1_bls.json`, the first entry.
  @Test func mapsThePublishedElement() throws {
    let element = """
      00000000000000000000000000000000\
      156c8a6a2c184569d69a76be144b5cdc5141d2d2ca4fe341f011e25e3969c55ad9e9b9ce2eb833c81a908e5fa4ac5f03
      """
    let image = """
      00000000000000000000000000000000\
      184bb665c37ff561a89ec2122dd343f20e0f4cbcaec84e3c3052ea81d1834e192c426074b02ed3dca4e7676ce4ce48ba\
      00000000000000000000000000000000\
      04407b8d35af4dacc809927071fc0405218f1401a6d15af775810e4e460064bcc9468beeba82fdc751be70476c888bf3
      """
    #expect(try Operation.mapToG1(bytes(element)) == bytes(image))
  }

  /// A point of each group, encoded.
  static func points() throws -> [(Operation, Operation, [UInt8])] {
    let g1 = try Operation.mapToG1(word(0) + word(7))
    let g2 = try Operation.mapToG2(word(0) + word(7) + word(0) + word(8))
    return [(.multiplyG1, .addG1, g1), (.multiplyG2, .addG2, g2)]
  }

  /// Both ways of summing, with as many terms as either is used for.
  @Test(arguments: [2, 3, 7, 15, 16, 17, 31, 32, 33, 64, 100])
  func sumsManyMultiples(count: Int) throws {
    let seed = UInt64(count)
    var random = SplitMix64(seed: seed)
    for (multiply, add, point) in try Self.points() {
      // Σ sᵢ·(iP) = (Σ i·sᵢ)·P, where sᵢ has a low and a high half whose sums do not overflow.
      var terms: [UInt8] = []
      var multiple = point
      var (low, high) = (UInt128(0), UInt128(0))
      for index in 1...count {
        let (lowHalf, highHalf) = (
          UInt128(random.next()) << 40 | UInt128(random.next() >> 24), UInt128(random.next()) << 50
        )
        terms += multiple + word(lowHalf, high: highHalf)
        low += lowHalf * UInt128(index)
        high += highHalf * UInt128(index)
        multiple = try add(multiple + point)
      }
      let expected = try multiply(point + word(low, high: high))
      #expect(try multiply(terms) == expected, "\(multiply.testDescription), seed \(seed)")
    }
  }

  @Test func pairingIsBilinear() throws {
    let seed: UInt64 = 2537
    var random = SplitMix64(seed: seed)
    let points = try Self.points()
    let (g1, g2) = (points[0].2, points[1].2)
    for _ in 0..<5 {
      let (a, b) = (UInt128(random.next()), UInt128(random.next()))
      // e(aP, bQ) e(-abP, Q) = 1
      let left = try Operation.multiplyG1(g1 + word(a)) + Operation.multiplyG2(g2 + word(b))
      let right = try Self.negated(Operation.multiplyG1(g1 + word(a * b))) + g2
      #expect(try Operation.pairing(left + right) == word(1), "seed \(seed): \(a), \(b)")
      let wrong = try Self.negated(Operation.multiplyG1(g1 + word(a * b + 1))) + g2
      #expect(try Operation.pairing(left + wrong) == word(0), "seed \(seed): \(a), \(b)")
    }
  }

  /// The negative of a point of G1: r - 1 times it.
  private static func negated(_ point: [UInt8]) throws -> [UInt8] {
    try Operation.multiplyG1(
      point
        + word(
          0x53bd_a402_fffe_5bfe_ffff_ffff_0000_0000, high: 0x73ed_a753_299d_7d48_3339_d808_09a1_d805
        ))
  }
}
