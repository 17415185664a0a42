// The operations of EIP-196 and EIP-197 on their encodings.
extension BN254 {
  /// Appends the sum of two points of G1 (EIP-196, ECADD).
  ///
  /// - Parameter input: Two points, 64 bytes each.
  package static func add(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8]
  ) throws(PointError) {
    guard input.count == 2 * G1.pointLength else { throw .length(input.count) }
    let p = try AffinePoint<G1>(decoding: input.slice(0, count: G1.pointLength))
    let q = try AffinePoint<G1>(decoding: input.slice(G1.pointLength, count: G1.pointLength))
    (p + q).encode(into: &output)
  }

  /// Appends a multiple of a point of G1 (EIP-196, ECMUL).
  ///
  /// - Parameter input: A point of 64 bytes and a scalar of 32.
  package static func multiply(
    _ input: UnsafeRawBufferPointer, into output: inout [UInt8]
  ) throws(PointError) {
    guard input.count == G1.pointLength + 32 else { throw .length(input.count) }
    let point = try AffinePoint<G1>(decoding: input.slice(0, count: G1.pointLength))
    let scalar = Scalar(bigEndian: input.slice(G1.pointLength, count: 32))
    let product = MultiScalarProduct<G1>(
      terms: [.init(point: point, scalar: scalar)], bitCount: 256)
    product.sum().affine.encode(into: &output)
  }

  /// Whether the product of the pairings of these points is 1 (EIP-197).
  ///
  /// - Parameter input: Any number of pairs, a point of G1 and one of G2 each, 192 bytes.
  package static func isPairingProductOne(
    _ input: UnsafeRawBufferPointer
  ) throws(PointError) -> Bool {
    try isProductOne(decodePairs(input))
  }
}
