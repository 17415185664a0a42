/// A curve y² = x³ + b, its subgroup of prime order, and how call data encodes its points.
protocol CurveGroup: Sendable {
  associatedtype Coordinate: Field
  /// The constant of the curve's equation; not 0, so that (0, 0) is free to encode infinity.
  static var b: Coordinate { get }
  /// Whether a point of the curve is in the subgroup of prime order.
  static func isInSubgroup(_ point: AffinePoint<Self>) -> Bool

  /// The bytes of an encoded coordinate.
  static var coordinateLength: Int { get }
  /// Decodes a coordinate from so many bytes.
  static func decodeCoordinate(_ bytes: UnsafeRawBufferPointer) throws(PointError) -> Coordinate
  /// Appends a coordinate's encoding.
  static func encode(_ coordinate: Coordinate, into output: inout [UInt8])
}

extension CurveGroup {
  /// The bytes of an encoded point.
  static var pointLength: Int { 2 * coordinateLength }
}
