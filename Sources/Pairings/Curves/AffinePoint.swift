/// A point of a curve by its coordinates.
struct AffinePoint<Group: CurveGroup>: Equatable, Sendable, BitwiseCopyable {
  typealias Coordinate = Group.Coordinate
  var x, y: Coordinate

  /// The neutral element; (0, 0) is on none of the curves.
  static var infinity: AffinePoint { AffinePoint(x: .zero, y: .zero) }
  /// Whether this is the neutral element.
  var isInfinity: Bool { x.isZero && y.isZero }

  /// Whether the point satisfies the curve's equation, or is infinity.
  var isOnCurve: Bool { y.squared() == x.squared() * x + Group.b || isInfinity }

  static prefix func - (point: AffinePoint) -> AffinePoint {
    AffinePoint(x: point.x, y: -point.y)
  }

  /// The sum by the chord and tangent law, for where a single sum is wanted.
  static func + (p: AffinePoint, q: AffinePoint) -> AffinePoint {
    if p.isInfinity { return q }
    if q.isInfinity { return p }
    let slope: Coordinate
    if p.x != q.x {
      slope = (q.y - p.y) * (q.x - p.x).inverted()
    } else if p.y == q.y, !p.y.isZero {
      slope = p.x.squared().tripled() * p.y.doubled().inverted()
    } else {
      return infinity
    }
    let x = slope.squared() - p.x - q.x
    return AffinePoint(x: x, y: slope * (p.x - x) - p.y)
  }
}

extension AffinePoint {
  /// Decodes a point of the curve: x, then y; infinity is all zeros.
  init(decoding bytes: UnsafeRawBufferPointer) throws(PointError) {
    guard bytes.count == Group.pointLength else { throw .length(bytes.count) }
    let length = Group.coordinateLength
    x = try Group.decodeCoordinate(bytes.slice(0, count: length))
    y = try Group.decodeCoordinate(bytes.slice(length, count: length))
    guard isOnCurve else { throw .notOnCurve }
  }

  /// Decodes a point of the subgroup of prime order.
  init(decodingSubgroup bytes: UnsafeRawBufferPointer) throws(PointError) {
    try self.init(decoding: bytes)
    guard isInfinity || Group.isInSubgroup(self) else { throw .notInSubgroup }
  }

  /// Appends the point's encoding.
  func encode(into output: inout [UInt8]) {
    Group.encode(x, into: &output)
    Group.encode(y, into: &output)
  }
}
