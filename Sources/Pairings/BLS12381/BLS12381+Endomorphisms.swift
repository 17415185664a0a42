// Multiples by way of the endomorphisms (Gallant, Lambert and Vanstone, 2001): a number written to
// a base that an endomorphism multiplies by becomes a sum of shorter multiples of its images.
extension BLS12381.G1 {
  /// A multiple of a point of the subgroup as two terms of half the length.
  static func terms(
    _ point: AffinePoint<Self>, _ scalar: Scalar
  ) -> [MultiScalarProduct<Self>.Term] {
    // In base x², of which the endomorphism's negative is the multiple.
    let digits = scalar.reduced(modulo: BLS12381.order).digits(base: BLS12381.absoluteX)
    let x = UInt128(BLS12381.absoluteX)
    return [
      .init(point: point, scalar: Scalar(low: UInt128(digits.0) + UInt128(digits.1) * x)),
      .init(
        point: -endomorphism(point),
        scalar: Scalar(low: UInt128(digits.2) + UInt128(digits.3) * x)),
    ]
  }

  /// The bits of the scalars in `terms`.
  static let termBitCount = 128
}

extension BLS12381.G2 {
  /// A multiple of a point of the subgroup as four terms of a quarter of the length.
  static func terms(
    _ point: AffinePoint<Self>, _ scalar: Scalar
  ) -> [MultiScalarProduct<Self>.Term] {
    // In base -x, of which -ψ is the multiple.
    let digits = scalar.reduced(modulo: BLS12381.order).digits(base: BLS12381.absoluteX)
    let image1 = -BLS12381.twistFrobenius(point)
    let image2 = -BLS12381.twistFrobenius(image1)
    let image3 = -BLS12381.twistFrobenius(image2)
    return [
      .init(point: point, scalar: Scalar(low: UInt128(digits.0))),
      .init(point: image1, scalar: Scalar(low: UInt128(digits.1))),
      .init(point: image2, scalar: Scalar(low: UInt128(digits.2))),
      .init(point: image3, scalar: Scalar(low: UInt128(digits.3))),
    ]
  }

  /// The bits of the scalars in `terms`.
  static let termBitCount = 64

  /// A multiple of a point of the twist that is in the subgroup: [x² - x - 1]P + [x - 1]ψ(P) +
  /// ψ²(2P), the same as the multiple by RFC 9380's h_eff (Budroni and Pintore, eprint 2017/419;
  /// RFC 9380 appendix G.3).
  static func clearedOfCofactor(_ point: JacobianPoint<Self>) -> JacobianPoint<Self> {
    func multipliedByX(_ point: JacobianPoint<Self>) -> JacobianPoint<Self> {
      -point.multiplied(by: BLS12381.absoluteX)
    }
    let multiple = multipliedByX(point)
    let image = BLS12381.twistFrobenius(point)
    let image2 = BLS12381.twistFrobenius(BLS12381.twistFrobenius(point.doubled()))
    return multipliedByX(multiple + image) + -multiple + -point + -image + image2
  }
}

extension BLS12381.G1 {
  /// The multiple by 1 - x, which is in the subgroup (RFC 9380 section 8.8.1).
  static func clearedOfCofactor(_ point: JacobianPoint<Self>) -> JacobianPoint<Self> {
    point.multiplied(by: BLS12381.absoluteX + 1)
  }
}
