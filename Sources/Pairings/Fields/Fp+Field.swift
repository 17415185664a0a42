extension Fp: Field {
  var isOdd: Bool { number[0] & 1 == 1 }

  /// Whether the number is more than half of p, by which point compression tells y from -y.
  var isUpperHalf: Bool {
    // For n < p/2 the double is 2n, even; otherwise it is 2n - p, odd.
    doubled().isOdd
  }

  /// The power (p + 1) / 4: a root where there is one, because p ≡ 3 (mod 4).
  func squareRoot() -> Fp? {
    // (p + 1) / 4 = (p - 3) / 4 + 1, and the quotient's words are p's shifted.
    let root = power(Self.modulus.divided(by: 4)) * self
    return root.squared() == self ? root : nil
  }

  /// The words of p, lowest first.
  static var modulus: [UInt64] { (0..<Modulus.Words.count).map { Modulus.words[$0] } }
}

extension [UInt64] {
  /// The number whose words these are, lowest first, divided and rounded down.
  func divided(by divisor: UInt64) -> [UInt64] {
    var quotient = self
    var remainder: UInt64 = 0
    for index in indices.reversed() {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, self[index]))
    }
    return quotient
  }
}
