extension BLS12381 {
  /// The subgroup of order r of the curve y² = x³ + 4.
  enum G1: CurveGroup {
    static let b = Fp<Modulus>.one.doubled().doubled()

    /// A cube root of unity β for which (x, y) ↦ (βx, y) is, on the subgroup, [-x²].
    private static let beta = Fp<Modulus>(
      hex: """
        00000000000000005f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe
        """)

    /// The endomorphism (x, y) ↦ (βx, y).
    static func endomorphism(_ point: AffinePoint<G1>) -> AffinePoint<G1> {
      AffinePoint(x: point.x * beta, y: point.y)
    }

    /// Whether the endomorphism multiplies by -x² (Scott, eprint 2021/1130, section 6).
    ///
    /// Its square, itself and 1 add up to 0 on the whole curve, so that this makes x⁴ - x² + 1,
    /// which is r, map the point to 0.
    static func isInSubgroup(_ point: AffinePoint<G1>) -> Bool {
      let multiple = JacobianPoint(point).multiplied(by: absoluteX).multiplied(by: absoluteX)
      return -multiple == endomorphism(point)
    }

    static var coordinateLength: Int { 64 }

    /// The number has 48 bytes and stands behind 16 zeros (EIP-2537, "Field elements encoding").
    static func decodeCoordinate(
      _ bytes: UnsafeRawBufferPointer
    ) throws(PointError) -> Fp<Modulus> {
      guard bytes[..<16].allSatisfy({ $0 == 0 }),
        let element = Fp<Modulus>(bigEndian: bytes.slice(16, count: 48))
      else { throw .coordinateOutOfRange }
      return element
    }

    static func encode(_ coordinate: Fp<Modulus>, into output: inout [UInt8]) {
      output.append(contentsOf: repeatElement(0, count: 16))
      coordinate.appendBigEndian(to: &output)
    }
  }

  /// The subgroup of order r of the twist y² = x³ + 4ξ over Fp2.
  enum G2: CurveGroup {
    static let b = multipliedByTwistConstant(.one)

    /// Whether the endomorphism ψ multiplies by x (Scott, eprint 2021/1130, section 4).
    ///
    /// As ψ² - tψ + p = 0 with t = x + 1, this makes p - x = r(x - 1)²/3 map the point to 0; and
    /// that has only r in common with the twist's order.
    static func isInSubgroup(_ point: AffinePoint<G2>) -> Bool {
      -JacobianPoint(point).multiplied(by: absoluteX) == twistFrobenius(point)
    }

    static var coordinateLength: Int { 128 }

    static func decodeCoordinate(
      _ bytes: UnsafeRawBufferPointer
    ) throws(PointError) -> Fp2<Modulus> {
      let c0 = try G1.decodeCoordinate(bytes.slice(0, count: 64))
      let c1 = try G1.decodeCoordinate(bytes.slice(64, count: 64))
      return Fp2(c0, c1)
    }

    static func encode(_ coordinate: Fp2<Modulus>, into output: inout [UInt8]) {
      G1.encode(coordinate.c0, into: &output)
      G1.encode(coordinate.c1, into: &output)
    }
  }
}
