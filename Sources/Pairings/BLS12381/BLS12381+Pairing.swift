extension BLS12381 {
  /// 4ξ, by additions.
  static func multipliedByTwistConstant(_ element: Fp2<Modulus>) -> Fp2<Modulus> {
    multipliedByNonresidue(element).doubled().doubled()
  }

  /// The twist multiplies: its points go to the curve by (x / w², y / w³).
  static let twistFrobeniusFactors = (
    x: frobeniusFactors[2].inverted(), y: frobeniusFactors[3].inverted()
  )

  static let loopDigits: [Int8] = (0..<63).reversed().map { Int8(absoluteX >> $0 & 1) }

  /// A line's value, times w³, is `constant + xFactor·x·w² + yFactor·y·w³`.
  static func multiply(
    _ value: inout Fp12<BLS12381>, by line: Line<BLS12381>, at point: AffinePoint<G1>
  ) {
    let a = line.xFactor * point.x
    let b = line.yFactor * point.y
    let t0 = value.c0.multiplied(by: line.constant, a)
    let t1 = (value.c1 * b).multipliedByV
    let cross = (value.c0 + value.c1).multiplied(by: line.constant, a + b)
    value = Fp12(t0 + t1.multipliedByV, cross - t0 - t1)
  }

  /// The loop ran over -x. The inverse that x asks for is a conjugate up to what the final
  /// exponentiation maps to 1.
  static func finishLoop(_ value: inout Fp12<BLS12381>, _ pairs: inout [MillerPair<BLS12381>]) {
    value = value.conjugate
  }

  /// The power 3(p⁴ - p² + 1)/r = (x - 1)²(x + p)(x² + p² - 1) + 3 (Hayashida, Hayasaka and
  /// Teruya, eprint 2020/875).
  static func hardPart(_ value: Fp12<BLS12381>) -> Fp12<BLS12381> {
    func powerX(_ base: Fp12<BLS12381>) -> Fp12<BLS12381> {
      base.cyclotomicPower(absoluteX).conjugate
    }
    var power = powerX(value) * value.conjugate
    power = powerX(power) * power.conjugate
    power = powerX(power) * power.frobenius()
    power = powerX(powerX(power)) * power.frobenius().frobenius() * power.conjugate
    return power * value.cyclotomicSquared() * value
  }
}
