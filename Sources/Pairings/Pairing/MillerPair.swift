/// The line through points of the twist, as the coefficients of its value at a point (x, y) of
/// G1: `constant + xFactor·x + yFactor·y`, each with a power of w that depends on the twist.
struct Line<Curve: PairingCurve> {
  var constant, xFactor, yFactor: Fp2<Curve.Modulus>
}

/// A pair of points to be paired, and the multiple of the second that the Miller loop has reached.
///
/// The multiple is held in homogeneous coordinates (x / z, y / z). The formulas are those of
/// Aranha, Barreto, Longa and Ricardini, "The realm of the pairings", eprint 2013/722, section 4,
/// with every coordinate times 4 so that nothing is halved. Lines are scaled by factors in Fp2,
/// which the final exponentiation maps to 1.
struct MillerPair<Curve: PairingCurve> {
  let p: AffinePoint<Curve.G1>
  let q: AffinePoint<Curve.G2>
  private var x, y, z: Fp2<Curve.Modulus>

  init(p: AffinePoint<Curve.G1>, q: AffinePoint<Curve.G2>) {
    self.p = p
    self.q = q
    (x, y, z) = (q.x, q.y, .one)
  }

  /// Doubles the multiple and answers the tangent at it.
  mutating func double() -> Line<Curve> {
    let xy = x * y
    let yy = y.squared()
    let zz = z.squared()
    let e = Curve.multipliedByTwistConstant(zz.tripled())
    let f = e.tripled()
    let h = (y + z).squared() - yy - zz
    let xx = x.squared()

    x = (xy * (yy - f)).doubled()
    y = (yy + f).squared() - e.squared().doubled().doubled().tripled()
    z = (yy * h).doubled().doubled()
    return Line(constant: e - yy, xFactor: xx.tripled(), yFactor: -h)
  }

  /// Adds a point to the multiple and answers the line through both.
  mutating func add(_ q: AffinePoint<Curve.G2>) -> Line<Curve> {
    let theta = y - q.y * z
    let lambda = x - q.x * z
    let square = lambda.squared()
    let cube = square * lambda
    let g = x * square
    let h = cube + z * theta.squared() - g.doubled()

    x = lambda * h
    y = theta * (g - h) - cube * y
    z = z * cube
    return Line(constant: theta * q.x - lambda * q.y, xFactor: -theta, yFactor: lambda)
  }
}
