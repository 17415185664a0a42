/// A point (x / z², y / z³) of a curve; infinity where z is 0. Sums need no division.
///
/// The formulas, for curves without a linear term, are those of the Explicit-Formulas Database
/// (hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-0.html), by the names given.
struct JacobianPoint<Group: CurveGroup>: Sendable, BitwiseCopyable {
  typealias Coordinate = Group.Coordinate
  var x, y, z: Coordinate

  init(x: Coordinate, y: Coordinate, z: Coordinate) {
    self.x = x
    self.y = y
    self.z = z
  }

  init(_ point: AffinePoint<Group>) {
    self.init(x: point.x, y: point.y, z: point.isInfinity ? .zero : .one)
  }

  static var infinity: JacobianPoint { JacobianPoint(x: .one, y: .one, z: .zero) }
  var isInfinity: Bool { z.isZero }

  /// The coordinates, at the price of an inversion.
  var affine: AffinePoint<Group> {
    let inverse = z.inverted()
    let square = inverse.squared()
    // The inverse of 0 is 0, and (0, 0) is infinity.
    return AffinePoint(x: x * square, y: y * square * inverse)
  }

  static prefix func - (point: JacobianPoint) -> JacobianPoint {
    JacobianPoint(x: point.x, y: -point.y, z: point.z)
  }

  /// Whether the point has these coordinates; cheaper than a conversion.
  static func == (p: JacobianPoint, q: AffinePoint<Group>) -> Bool {
    if p.isInfinity || q.isInfinity { return p.isInfinity && q.isInfinity }
    let square = p.z.squared()
    return p.x == q.x * square && p.y == q.y * square * p.z
  }
}

extension JacobianPoint {
  /// Twice the point (dbl-2009-l). Infinity stays: z stays 0.
  func doubled() -> JacobianPoint {
    let a = x.squared()
    let b = y.squared()
    let c = b.squared()
    let d = ((x + b).squared() - a - c).doubled()
    let e = a.tripled()
    let x3 = e.squared() - d.doubled()
    let y3 = e * (d - x3) - c.doubled().doubled().doubled()
    return JacobianPoint(x: x3, y: y3, z: (y * z).doubled())
  }

  /// The sum with a point given by its coordinates (madd-2007-bl).
  static func + (p: JacobianPoint, q: AffinePoint<Group>) -> JacobianPoint {
    if p.isInfinity { return JacobianPoint(q) }
    if q.isInfinity { return p }
    let zz = p.z.squared()
    let h = q.x * zz - p.x
    let r = (q.y * p.z * zz - p.y).doubled()
    if h.isZero { return r.isZero ? p.doubled() : .infinity }
    let hh = h.squared()
    let i = hh.doubled().doubled()
    let j = h * i
    let v = p.x * i
    let x3 = r.squared() - j - v.doubled()
    let y3 = r * (v - x3) - (p.y * j).doubled()
    return JacobianPoint(x: x3, y: y3, z: (p.z + h).squared() - zz - hh)
  }

  /// The sum of two points (add-2007-bl).
  static func + (p: JacobianPoint, q: JacobianPoint) -> JacobianPoint {
    if p.isInfinity { return q }
    if q.isInfinity { return p }
    let (pzz, qzz) = (p.z.squared(), q.z.squared())
    let u = p.x * qzz
    let s = p.y * q.z * qzz
    let h = q.x * pzz - u
    let r = (q.y * p.z * pzz - s).doubled()
    if h.isZero { return r.isZero ? p.doubled() : .infinity }
    let i = h.doubled().squared()
    let j = h * i
    let v = u * i
    let x3 = r.squared() - j - v.doubled()
    let y3 = r * (v - x3) - (s * j).doubled()
    return JacobianPoint(x: x3, y: y3, z: ((p.z + q.z).squared() - pzz - qzz) * h)
  }

  /// The multiple by a small number, bit by bit; for constants with few bits set.
  func multiplied(by factor: UInt64) -> JacobianPoint {
    var result = JacobianPoint.infinity
    for bit in (0..<factor.bitWidth - factor.leadingZeroBitCount).reversed() {
      result = result.doubled()
      if factor &>> UInt64(bit) & 1 == 1 { result = result + self }
    }
    return result
  }
}
