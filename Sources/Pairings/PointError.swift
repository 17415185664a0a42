/// Why bytes are not a point (or field element, or scalar) that an operation takes.
package enum PointError: Error, Equatable {
  /// The input has not the length that the operation asks for.
  case length(Int)
  /// A coordinate is not below the modulus, or its padding is not zero.
  case coordinateOutOfRange
  /// The coordinates fit on no point of the curve.
  case notOnCurve
  /// The point is on the curve but outside the subgroup of prime order.
  case notInSubgroup
  /// A compressed point's flags contradict each other or its bytes.
  case flags
  /// A scalar is not below the group's order.
  case scalarOutOfRange
}
