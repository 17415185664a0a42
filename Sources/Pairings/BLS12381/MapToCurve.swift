/// A curve of BLS12-381 that field elements are mapped to: by the simplified SWU map to an
/// isogenous curve y² = x³ + Ax + B, and from there by the isogeny (RFC 9380 section 6.6.3).
protocol MappedCurve: CurveGroup {
  static var isogenousA: Coordinate { get }
  static var isogenousB: Coordinate { get }
  /// Z of RFC 9380, not a square.
  static var nonsquare: Coordinate { get }
  /// The isogeny: x ↦ xNumerator / xDenominator, y ↦ y · yNumerator / yDenominator.
  static var xNumerator: [Coordinate] { get }
  static var xDenominator: [Coordinate] { get }
  static var yNumerator: [Coordinate] { get }
  static var yDenominator: [Coordinate] { get }
  /// A multiple of a point of the curve that is in the subgroup of prime order.
  static func clearedOfCofactor(_ point: JacobianPoint<Self>) -> JacobianPoint<Self>
}

extension MappedCurve {
  /// The point of the subgroup that a field element is mapped to.
  static func point(mappedFrom element: Coordinate) -> JacobianPoint<Self> {
    clearedOfCofactor(isogenyImage(simplifiedSWU(element)))
  }

  /// The simplified Shallue-van de Woestijne-Ulas map (RFC 9380 section 6.6.2).
  private static func simplifiedSWU(_ element: Coordinate) -> (x: Coordinate, y: Coordinate) {
    let zuu = nonsquare * element.squared()
    let denominator = zuu.squared() + zuu
    let x1 =
      denominator.isZero
      ? isogenousB * (nonsquare * isogenousA).inverted()
      : -isogenousB * (denominator + .one) * (isogenousA * denominator).inverted()
    let value1 = (x1.squared() + isogenousA) * x1 + isogenousB
    if let y = value1.squareRoot() {
      return (x1, y.isOdd == element.isOdd ? y : -y)
    }
    let x2 = zuu * x1
    let value2 = (x2.squared() + isogenousA) * x2 + isogenousB
    guard let y = value2.squareRoot() else {
      preconditionFailure("one of the two values is a square, as Z is none")
    }
    return (x2, y.isOdd == element.isOdd ? y : -y)
  }

  /// The image under the isogeny, without a division. Where a denominator is 0 it is infinity
  /// (RFC 9380 section 6.6.3).
  private static func isogenyImage(_ point: (x: Coordinate, y: Coordinate)) -> JacobianPoint<Self> {
    let xd = point.x.evaluate(xDenominator)
    let yd = point.x.evaluate(yDenominator)
    let xn = point.x.evaluate(xNumerator)
    let yn = point.x.evaluate(yNumerator)
    let ydSquared = yd.squared()
    return JacobianPoint(
      x: xn * xd * ydSquared, y: point.y * yn * xd.squared() * xd * ydSquared, z: xd * yd)
  }
}

extension BLS12381.G1: MappedCurve {
  static let isogenousA = Fp<BLS12381.Modulus>(
    hex: """
      00144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d
      """)
  static let isogenousB = Fp<BLS12381.Modulus>(
    hex: """
      12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0
      """)
  static let nonsquare = Fp<BLS12381.Modulus>(11)
  static var xNumerator: [Coordinate] { IsogenyToG1.xNumerator }
  static var xDenominator: [Coordinate] { IsogenyToG1.xDenominator }
  static var yNumerator: [Coordinate] { IsogenyToG1.yNumerator }
  static var yDenominator: [Coordinate] { IsogenyToG1.yDenominator }
}

extension BLS12381.G2: MappedCurve {
  static let isogenousA = Fp2<BLS12381.Modulus>(.zero, Fp(240))
  static let isogenousB = Fp2<BLS12381.Modulus>(Fp(1012), Fp(1012))
  static let nonsquare = -Fp2<BLS12381.Modulus>(Fp(2), Fp(1))
  static var xNumerator: [Coordinate] { IsogenyToG2.xNumerator }
  static var xDenominator: [Coordinate] { IsogenyToG2.xDenominator }
  static var yNumerator: [Coordinate] { IsogenyToG2.yNumerator }
  static var yDenominator: [Coordinate] { IsogenyToG2.yDenominator }
}
