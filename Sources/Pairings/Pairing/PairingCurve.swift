/// A pairing-friendly curve of embedding degree 12 with a sextic twist, and how its optimal ate
/// pairing is computed.
protocol PairingCurve: TowerParameters {
  associatedtype G1: CurveGroup where G1.Coordinate == Fp<Modulus>
  /// The subgroup of prime order of the twist.
  associatedtype G2: CurveGroup where G2.Coordinate == Fp2<Modulus>

  /// The product with the constant of the twist's equation.
  static func multipliedByTwistConstant(_ element: Fp2<Modulus>) -> Fp2<Modulus>
  /// By what the Frobenius map between the twist's points multiplies their conjugate coordinates.
  static var twistFrobeniusFactors: (x: Fp2<Modulus>, y: Fp2<Modulus>) { get }
  /// The signed binary digits of the Miller loop's length after the highest, which is 1.
  static var loopDigits: [Int8] { get }
  /// Multiplies by the value of a line at a point of G1.
  static func multiply(_ value: inout Fp12<Self>, by line: Line<Self>, at point: AffinePoint<G1>)
  /// What remains of the Miller loop after the digits of its length.
  static func finishLoop(_ value: inout Fp12<Self>, _ pairs: inout [MillerPair<Self>])
  /// The part of the final exponentiation after the power (p⁶ - 1)(p² + 1): the power
  /// (p⁴ - p² + 1) / r, or a multiple of it by a number prime to r.
  static func hardPart(_ value: Fp12<Self>) -> Fp12<Self>
}

extension PairingCurve {
  /// Whether the product of the pairings of these points is 1.
  ///
  /// All points must be in their subgroups. Pairs with a point at infinity count as 1.
  static func isProductOne(_ pairs: [(AffinePoint<G1>, AffinePoint<G2>)]) -> Bool {
    let finite = pairs.filter { !$0.0.isInfinity && !$0.1.isInfinity }
    if finite.isEmpty { return true }
    return finalExponentiation(millerLoop(finite)) == .one
  }

  /// The product of the Miller functions (Vercauteren, "Optimal pairings", eprint 2008/096); the
  /// squarings are shared by all pairs.
  private static func millerLoop(_ points: [(AffinePoint<G1>, AffinePoint<G2>)]) -> Fp12<Self> {
    var pairs = points.map { MillerPair<Self>(p: $0.0, q: $0.1) }
    var value = Fp12<Self>.one
    for digit in loopDigits {
      value = value.squared()
      for index in pairs.indices {
        multiply(&value, by: pairs[index].double(), at: pairs[index].p)
        if digit != 0 {
          let q = digit > 0 ? pairs[index].q : -pairs[index].q
          multiply(&value, by: pairs[index].add(q), at: pairs[index].p)
        }
      }
    }
    finishLoop(&value, &pairs)
    return value
  }

  /// The power (p¹² - 1) / r, times what `hardPart` adds.
  private static func finalExponentiation(_ value: Fp12<Self>) -> Fp12<Self> {
    let power = value.conjugate * value.inverted()
    return hardPart(power.frobenius().frobenius() * power)
  }
}

extension PairingCurve {
  /// The endomorphism ψ of the twist: to the curve, the Frobenius map, and back.
  static func twistFrobenius(_ point: JacobianPoint<G2>) -> JacobianPoint<G2> {
    JacobianPoint(
      x: point.x.conjugate * twistFrobeniusFactors.x,
      y: point.y.conjugate * twistFrobeniusFactors.y, z: point.z.conjugate)
  }

  /// The endomorphism ψ of the twist.
  static func twistFrobenius(_ point: AffinePoint<G2>) -> AffinePoint<G2> {
    AffinePoint(
      x: point.x.conjugate * twistFrobeniusFactors.x,
      y: point.y.conjugate * twistFrobeniusFactors.y)
  }
}
