extension BN254 {
  static func multipliedByTwistConstant(_ element: Fp2<Modulus>) -> Fp2<Modulus> { element * G2.b }

  /// The twist divides: its points go to the curve by (x·w², y·w³).
  static let twistFrobeniusFactors = (x: frobeniusFactors[2], y: frobeniusFactors[3])

  /// 6u + 2 = 0x1_9d79_7039_be76_3ba8 in non-adjacent form.
  static let loopDigits: [Int8] = {
    let digits = nonAdjacentDigits(6 * UInt128(u) + 2)
    return Array(digits.dropFirst())
  }()

  /// Digits -1, 0 and 1 of a number, highest first, of which no two neighbours are other than 0.
  private static func nonAdjacentDigits(_ number: UInt128) -> [Int8] {
    var rest = number
    var digits: [Int8] = []
    while rest != 0 {
      let digit: Int8 = rest & 1 == 0 ? 0 : rest & 3 == 1 ? 1 : -1
      digits.append(digit)
      rest = (digit < 0 ? rest + 1 : rest) >> 1
    }
    return digits.reversed()
  }

  /// A line's value is `yFactor·y + xFactor·x·w + constant·w³`.
  static func multiply(
    _ value: inout Fp12<BN254>, by line: Line<BN254>, at point: AffinePoint<G1>
  ) {
    let a = line.yFactor * point.y
    let b = line.xFactor * point.x
    let t0 = value.c0 * a
    let t1 = value.c1.multiplied(by: b, line.constant)
    let cross = (value.c0 + value.c1).multiplied(by: a + b, line.constant)
    value = Fp12(t0 + t1.multipliedByV, cross - t0 - t1)
  }

  /// The lines through the images of Q under the Frobenius map and, negated, under its square.
  static func finishLoop(_ value: inout Fp12<BN254>, _ pairs: inout [MillerPair<BN254>]) {
    for index in pairs.indices {
      let image = twistFrobenius(pairs[index].q)
      multiply(&value, by: pairs[index].add(image), at: pairs[index].p)
      multiply(&value, by: pairs[index].add(-twistFrobenius(image)), at: pairs[index].p)
    }
  }

  /// The power 2u(6u² + 3u + 1)·(p⁴ - p² + 1)/r, as λ0 + λ1·p + λ2·p² + λ3·p³ with
  /// λ2 = 12u³ + 6u² + 6u, λ1 = λ2 - 2u, λ0 = λ2 + 6u² + 1, λ3 = λ1 - 1
  /// (Fuentes-Castañeda, Knapp and Rodríguez-Henríquez, "Faster hashing to G2", 2011).
  static func hardPart(_ value: Fp12<BN254>) -> Fp12<BN254> {
    let u2 = value.cyclotomicPower(u).cyclotomicSquared()  // the power 2u
    let u6 = u2.cyclotomicSquared() * u2  // 6u
    let uu6 = u6.cyclotomicPower(u)  // 6u²
    let uuu12 = uu6.cyclotomicSquared().cyclotomicPower(u)  // 12u³

    let lambda2 = uuu12 * uu6 * u6
    let lambda1 = lambda2 * u2.conjugate
    let lambda0 = lambda2 * uu6 * value
    let lambda3 = lambda1 * value.conjugate
    // Horner's rule in the Frobenius map.
    let upper = (lambda3.frobenius() * lambda2).frobenius() * lambda1
    return upper.frobenius() * lambda0
  }
}
