/// The quadratic extension c0 + c1·w of Fp6, with w² = v: the field that pairings map into.
///
/// As powers of w, the coefficients are c0.c0, c1.c0, c0.c1, c1.c1, c0.c2, c1.c2.
struct Fp12<Tower: TowerParameters>: Equatable, Sendable, BitwiseCopyable {
  typealias Base = Fp2<Tower.Modulus>
  var c0, c1: Fp6<Tower>

  init(_ c0: Fp6<Tower>, _ c1: Fp6<Tower>) {
    self.c0 = c0
    self.c1 = c1
  }

  static var one: Fp12 { Fp12(.one, .zero) }
}

extension Fp12 {
  static func * (a: Fp12, b: Fp12) -> Fp12 {
    let (t0, t1) = (a.c0 * b.c0, a.c1 * b.c1)
    return Fp12(t0 + t1.multipliedByV, (a.c0 + a.c1) * (b.c0 + b.c1) - t0 - t1)
  }

  /// The square, in two products of Fp6.
  func squared() -> Fp12 {
    let product = c0 * c1
    let square = (c0 + c1) * (c0 + c1.multipliedByV) - product - product.multipliedByV
    return Fp12(square, product + product)
  }

  /// The image under the sixth power of the Frobenius map: w goes to -w. In the cyclotomic
  /// subgroup it is the inverse.
  var conjugate: Fp12 { Fp12(c0, -c1) }

  /// The inverse; that of 0 is 0.
  func inverted() -> Fp12 {
    let norm = (c0 * c0 - (c1 * c1).multipliedByV).inverted()
    return Fp12(c0 * norm, -(c1 * norm))
  }

  /// The image under the Frobenius map, the power p.
  func frobenius() -> Fp12 {
    let factors = Tower.frobeniusFactors
    return Fp12(
      Fp6(c0.c0.conjugate, c0.c1.conjugate * factors[2], c0.c2.conjugate * factors[4]),
      Fp6(
        c1.c0.conjugate * factors[1], c1.c1.conjugate * factors[3], c1.c2.conjugate * factors[5]))
  }
}

// The cyclotomic subgroup: elements that the power p⁴ - p² + 1 maps to 1.
extension Fp12 {
  /// The square of an element of the cyclotomic subgroup (Granger and Scott, eprint 2009/565,
  /// section 3.2).
  func cyclotomicSquared() -> Fp12 {
    // Squares in Fp4 = Fp2[t] / (t² - ξ) of the three pairs whose powers of w differ by 3.
    let (a0, a1) = Self.squareInFp4(c0.c0, c1.c1)
    let (b0, b1) = Self.squareInFp4(c1.c0, c0.c2)
    let (d0, d1) = Self.squareInFp4(c0.c1, c1.c2)
    return Fp12(
      Fp6(
        a0.tripled() - c0.c0.doubled(), b0.tripled() - c0.c1.doubled(),
        d0.tripled() - c0.c2.doubled()),
      Fp6(
        Tower.multipliedByNonresidue(d1).tripled() + c1.c0.doubled(),
        a1.tripled() + c1.c1.doubled(), b1.tripled() + c1.c2.doubled()))
  }

  private static func squareInFp4(_ x: Base, _ y: Base) -> (Base, Base) {
    let (xx, yy) = (x.squared(), y.squared())
    return (xx + Tower.multipliedByNonresidue(yy), (x + y).squared() - xx - yy)
  }

  /// The power of an element of the cyclotomic subgroup to an exponent that is not 0.
  func cyclotomicPower(_ exponent: UInt64) -> Fp12 {
    var result = self
    for bit in (0..<exponent.bitWidth - exponent.leadingZeroBitCount - 1).reversed() {
      result = result.cyclotomicSquared()
      if exponent &>> UInt64(bit) & 1 == 1 { result = result * self }
    }
    return result
  }
}
