/// The choices that make the tower Fp ⊂ Fp2 ⊂ Fp6 ⊂ Fp12 of a pairing-friendly curve:
/// Fp2 = Fp[u] / (u² + 1), Fp6 = Fp2[v] / (v³ - ξ), Fp12 = Fp6[w] / (w² - v).
protocol TowerParameters: Sendable {
  associatedtype Modulus: PrimeModulus
  /// ξ, neither a square nor a cube in Fp2.
  static var nonresidue: Fp2<Modulus> { get }
  /// The product with ξ, by additions alone.
  static func multipliedByNonresidue(_ element: Fp2<Modulus>) -> Fp2<Modulus>
  /// ξ to the powers i·(p - 1)/6, i = 0 … 5: the factors of wⁱ under the Frobenius map.
  static var frobeniusFactors: [Fp2<Modulus>] { get }
}

extension TowerParameters {
  /// Derives the Frobenius factors, for a conformance to keep.
  static func deriveFrobeniusFactors() -> [Fp2<Modulus>] {
    // The quotient of p by 6 is that of p - 1, as p ≡ 1 (mod 6).
    let factor = nonresidue.power(Fp<Modulus>.modulus.divided(by: 6))
    var factors = [Fp2<Modulus>.one]
    for index in 1..<6 { factors.append(factors[index - 1] * factor) }
    return factors
  }
}
