extension BN254 {
  /// The curve y² = x³ + 3, whose order is the prime r.
  enum G1: CurveGroup {
    static let b = Fp<Modulus>.one.tripled()

    static func isInSubgroup(_ point: AffinePoint<G1>) -> Bool { true }

    static var coordinateLength: Int { 32 }

    static func decodeCoordinate(
      _ bytes: UnsafeRawBufferPointer
    ) throws(PointError) -> Fp<Modulus> {
      guard let element = Fp<Modulus>(bigEndian: bytes) else { throw .coordinateOutOfRange }
      return element
    }

    static func encode(_ coordinate: Fp<Modulus>, into output: inout [UInt8]) {
      coordinate.appendBigEndian(to: &output)
    }
  }

  /// The subgroup of order r of the twist y² = x³ + 3 / ξ over Fp2.
  enum G2: CurveGroup {
    static let b = Fp2(Fp<Modulus>.one.tripled(), .zero) * nonresidue.inverted()

    /// Whether [u + 1]Q + ψ([u]Q) + ψ²([u]Q) = ψ³([2u]Q), for the endomorphism ψ that the Frobenius
    /// map makes of the twist (El Housni, Guillevic and Piellard, eprint 2022/352).
    ///
    /// On the subgroup ψ is the multiplication by p, and r divides u + 1 + up + up² - 2up³.
    /// Conversely ψ² - tψ + p = 0 on the whole twist, and the norm of u + 1 + uψ + uψ² - 2uψ³ in
    /// that ring has only r in common with the twist's order r(2p - r).
    static func isInSubgroup(_ point: AffinePoint<G2>) -> Bool {
      let multiple = JacobianPoint(point).multiplied(by: u)
      let image = BN254.twistFrobenius(multiple)
      let image2 = BN254.twistFrobenius(image)
      let image3 = BN254.twistFrobenius(image2)
      return multiple + point + image + image2 + -image3.doubled() == .infinity
    }

    static var coordinateLength: Int { 64 }

    /// The coefficient of u stands first (EIP-197, "Encoding").
    static func decodeCoordinate(
      _ bytes: UnsafeRawBufferPointer
    ) throws(PointError) -> Fp2<Modulus> {
      let c1 = try G1.decodeCoordinate(bytes.slice(0, count: 32))
      let c0 = try G1.decodeCoordinate(bytes.slice(32, count: 32))
      return Fp2(c0, c1)
    }

    static func encode(_ coordinate: Fp2<Modulus>, into output: inout [UInt8]) {
      coordinate.c1.appendBigEndian(to: &output)
      coordinate.c0.appendBigEndian(to: &output)
    }
  }
}
