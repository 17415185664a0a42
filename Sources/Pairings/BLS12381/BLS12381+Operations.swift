// The operations of EIP-2537 on their encodings. Outputs are appended.
extension BLS12381 {
  /// The sum of two points of the curve of G1 (BLS12_G1ADD): 128 bytes each, in any subgroup.
  package static func addG1(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8]
  ) throws(PointError) {
    try sum(G1.self, input).encode(into: &output)
  }

  /// The sum of two points of the twist (BLS12_G2ADD): 256 bytes each, in any subgroup.
  package static func addG2(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8]
  ) throws(PointError) {
    try sum(G2.self, input).encode(into: &output)
  }

  /// The sum of multiples of points of G1 (BLS12_G1MSM): at least one point of 128 bytes, each
  /// followed by its scalar of 32.
  package static func multiScalarProductG1(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8]
  ) throws(PointError) {
    let factors = try decodeFactors(G1.self, input)
    MultiScalarProduct(terms: factors.flatMap(G1.terms), bitCount: G1.termBitCount)
      .sum().affine.encode(into: &output)
  }

  /// The sum of multiples of points of G2 (BLS12_G2MSM): at least one point of 256 bytes, each
  /// followed by its scalar of 32.
  package static func multiScalarProductG2(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8]
  ) throws(PointError) {
    let factors = try decodeFactors(G2.self, input)
    MultiScalarProduct(terms: factors.flatMap(G2.terms), bitCount: G2.termBitCount)
      .sum().affine.encode(into: &output)
  }

  /// Whether the product of the pairings of these points is 1 (BLS12_PAIRING_CHECK): at least one
  /// pair of a point of G1 and one of G2, 384 bytes.
  package static func isPairingProductOne(
    _ input: UnsafeRawBufferPointer
  ) throws(PointError) -> Bool {
    guard !input.isEmpty else { throw .length(0) }
    return try isProductOne(decodePairs(input))
  }

  /// The point of G1 that a field element of 64 bytes is mapped to (BLS12_MAP_FP_TO_G1).
  package static func mapToG1(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8]
  ) throws(PointError) {
    try mapped(G1.self, input).encode(into: &output)
  }

  /// The point of G2 that an element of Fp2 of 128 bytes is mapped to (BLS12_MAP_FP2_TO_G2).
  package static func mapToG2(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8]
  ) throws(PointError) {
    try mapped(G2.self, input).encode(into: &output)
  }
}

extension BLS12381 {
  private static func sum<Group: CurveGroup>(
    _ group: Group.Type, _ input: UnsafeRawBufferPointer
  ) throws(PointError) -> AffinePoint<Group> {
    let length = Group.pointLength
    guard input.count == 2 * length else { throw .length(input.count) }
    let p = try AffinePoint<Group>(decoding: input.slice(0, count: length))
    let q = try AffinePoint<Group>(decoding: input.slice(length, count: length))
    return p + q
  }

  private static func decodeFactors<Group: CurveGroup>(
    _ group: Group.Type, _ input: UnsafeRawBufferPointer
  ) throws(PointError) -> [(AffinePoint<Group>, Scalar)] {
    let length = Group.pointLength + 32
    guard !input.isEmpty, input.count % length == 0 else { throw .length(input.count) }
    var factors: [(AffinePoint<Group>, Scalar)] = []
    factors.reserveCapacity(input.count / length)
    for start in stride(from: 0, to: input.count, by: length) {
      let point = try AffinePoint<Group>(
        decodingSubgroup: input.slice(start, count: Group.pointLength))
      let scalar = Scalar(bigEndian: input.slice(start + Group.pointLength, count: 32))
      factors.append((point, scalar))
    }
    return factors
  }

  private static func mapped<Curve: MappedCurve>(
    _ curve: Curve.Type, _ input: UnsafeRawBufferPointer
  ) throws(PointError) -> AffinePoint<Curve> {
    guard input.count == Curve.coordinateLength else { throw .length(input.count) }
    return Curve.point(mappedFrom: try Curve.decodeCoordinate(input)).affine
  }
}
