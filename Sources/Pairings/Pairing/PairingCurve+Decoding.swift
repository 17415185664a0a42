extension PairingCurve {
  /// Decodes pairs of points of the subgroups, one after another.
  static func decodePairs(
    _ input: UnsafeRawBufferPointer
  ) throws(PointError) -> [(AffinePoint<G1>, AffinePoint<G2>)] {
    let length = G1.pointLength + G2.pointLength
    guard input.count % length == 0 else { throw .length(input.count) }
    var pairs: [(AffinePoint<G1>, AffinePoint<G2>)] = []
    pairs.reserveCapacity(input.count / length)
    for start in stride(from: 0, to: input.count, by: length) {
      let p = try AffinePoint<G1>(decodingSubgroup: input.slice(start, count: G1.pointLength))
      let q = try AffinePoint<G2>(
        decodingSubgroup: input.slice(start + G1.pointLength, count: G2.pointLength))
      pairs.append((p, q))
    }
    return pairs
  }
}
