/// The quadratic extension c0 + c1·u of a prime field, with u² = -1.
struct Fp2<Modulus: PrimeModulus>: Equatable, Sendable, BitwiseCopyable {
  typealias Base = Fp<Modulus>
  var c0, c1: Base

  init(_ c0: Base, _ c1: Base) {
    self.c0 = c0
    self.c1 = c1
  }
}

extension Fp2: Field {
  static var zero: Fp2 { Fp2(.zero, .zero) }
  static var one: Fp2 { Fp2(.one, .zero) }

  static func + (a: Fp2, b: Fp2) -> Fp2 { Fp2(a.c0 + b.c0, a.c1 + b.c1) }
  static func - (a: Fp2, b: Fp2) -> Fp2 { Fp2(a.c0 - b.c0, a.c1 - b.c1) }
  static prefix func - (a: Fp2) -> Fp2 { Fp2(-a.c0, -a.c1) }

  static func * (a: Fp2, b: Fp2) -> Fp2 {
    Fp2(
      Base.sumOfProducts(a.c0, b.c0, -a.c1, b.c1),
      Base.sumOfProducts(a.c0, b.c1, a.c1, b.c0))
  }

  static func * (a: Fp2, scalar: Base) -> Fp2 { Fp2(a.c0 * scalar, a.c1 * scalar) }

  func squared() -> Fp2 {
    let product = c0 * c1
    return Fp2((c0 + c1) * (c0 - c1), product + product)
  }

  /// The image under the Frobenius map: u^p = -u.
  var conjugate: Fp2 { Fp2(c0, -c1) }

  /// The product with the conjugate.
  var norm: Base { Base.sumOfProducts(c0, c0, c1, c1) }

  func inverted() -> Fp2 { conjugate * norm.inverted() }

  var isOdd: Bool { c0.isOdd || (c0.isZero && c1.isOdd) }

  /// A root by the complex method (Scott, "Implementing cryptographic pairings", 2007).
  func squareRoot() -> Fp2? {
    if c1.isZero {
      // Exactly one of c0 and -c0 is a square, and -1 = u².
      if let root = c0.squareRoot() { return Fp2(root, .zero) }
      return (-c0).squareRoot().map { Fp2(.zero, $0) }
    }
    // (x + y·u)² = c0 + c1·u: x² is one of the two values (c0 ± √norm) / 2, and y = c1 / 2x.
    guard let length = norm.squareRoot() else { return nil }
    let half = (Base.one + Base.one).inverted()
    guard let x = ((c0 + length) * half).squareRoot() ?? ((c0 - length) * half).squareRoot()
    else { return nil }
    return Fp2(x, c1 * half * x.inverted())
  }

  /// Whether the element is the greater of itself and its negative, compared by c1, then by c0.
  var isUpperHalf: Bool { c1.isZero ? c0.isUpperHalf : c1.isUpperHalf }
}
