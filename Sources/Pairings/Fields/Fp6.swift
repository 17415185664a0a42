/// The cubic extension c0 + c1·v + c2·v² of Fp2, with v³ = ξ.
struct Fp6<Tower: TowerParameters>: Equatable, Sendable, BitwiseCopyable {
  typealias Base = Fp2<Tower.Modulus>
  var c0, c1, c2: Base

  init(_ c0: Base, _ c1: Base, _ c2: Base) {
    self.c0 = c0
    self.c1 = c1
    self.c2 = c2
  }

  static var zero: Fp6 { Fp6(.zero, .zero, .zero) }
  static var one: Fp6 { Fp6(.one, .zero, .zero) }

  static func + (a: Fp6, b: Fp6) -> Fp6 { Fp6(a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2) }
  static func - (a: Fp6, b: Fp6) -> Fp6 { Fp6(a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2) }
  static prefix func - (a: Fp6) -> Fp6 { Fp6(-a.c0, -a.c1, -a.c2) }
}

extension Fp6 {
  /// Six products of Fp2 (Devegili, Ó hÉigeartaigh, Scott and Dahab, eprint 2006/471).
  static func * (a: Fp6, b: Fp6) -> Fp6 {
    let (t0, t1, t2) = (a.c0 * b.c0, a.c1 * b.c1, a.c2 * b.c2)
    return Fp6(
      t0 + Tower.multipliedByNonresidue((a.c1 + a.c2) * (b.c1 + b.c2) - t1 - t2),
      (a.c0 + a.c1) * (b.c0 + b.c1) - t0 - t1 + Tower.multipliedByNonresidue(t2),
      (a.c0 + a.c2) * (b.c0 + b.c2) - t0 - t2 + t1)
  }

  /// The product with b0 + b1·v, in five products of Fp2.
  func multiplied(by b0: Base, _ b1: Base) -> Fp6 {
    let (t0, t1) = (c0 * b0, c1 * b1)
    return Fp6(
      t0 + Tower.multipliedByNonresidue(c2 * b1),
      (c0 + c1) * (b0 + b1) - t0 - t1,
      c2 * b0 + t1)
  }

  /// The product with an element of Fp2.
  static func * (a: Fp6, b: Base) -> Fp6 { Fp6(a.c0 * b, a.c1 * b, a.c2 * b) }

  /// The product with v.
  var multipliedByV: Fp6 { Fp6(Tower.multipliedByNonresidue(c2), c0, c1) }

  /// The inverse, by the norm to Fp2; that of 0 is 0.
  func inverted() -> Fp6 {
    let t0 = c0.squared() - Tower.multipliedByNonresidue(c1 * c2)
    let t1 = Tower.multipliedByNonresidue(c2.squared()) - c0 * c1
    let t2 = c1.squared() - c0 * c2
    let norm = c0 * t0 + Tower.multipliedByNonresidue(c2 * t1 + c1 * t2)
    return Fp6(t0, t1, t2) * norm.inverted()
  }
}
