// The compressed encoding of points that consensus and EIP-4844 use (draft-irtf-cfrg-pairing-
// friendly-curves-11, appendix C): x, with three flags in its highest bits.
extension BLS12381.G1 {
  /// Decodes a point of the subgroup from 48 bytes.
  static func decompress(_ bytes: UnsafeRawBufferPointer) throws(PointError) -> AffinePoint<Self> {
    try BLS12381.decompress(bytes, length: 48) { digits in
      Fp<BLS12381.Modulus>(bigEndian: digits)
    } isUpperHalf: { y in
      y.isUpperHalf
    }
  }
}

extension BLS12381.G2 {
  /// Decodes a point of the subgroup from 96 bytes, the coefficient of u first.
  static func decompress(_ bytes: UnsafeRawBufferPointer) throws(PointError) -> AffinePoint<Self> {
    try BLS12381.decompress(bytes, length: 96) { digits in
      guard let c0 = Fp<BLS12381.Modulus>(bigEndian: digits.slice(48, count: 48)),
        let c1 = Fp<BLS12381.Modulus>(bigEndian: digits.slice(0, count: 48))
      else { return nil }
      return Fp2(c0, c1)
    } isUpperHalf: { y in
      y.isUpperHalf
    }
  }
}

extension BLS12381 {
  fileprivate static func decompress<Group: CurveGroup>(
    _ bytes: UnsafeRawBufferPointer, length: Int,
    decodeX: (UnsafeRawBufferPointer) -> Group.Coordinate?,
    isUpperHalf: (Group.Coordinate) -> Bool
  ) throws(PointError) -> AffinePoint<Group> {
    guard bytes.count == length else { throw .length(bytes.count) }
    let isCompressed = bytes[0] & 0x80 != 0
    let isInfinity = bytes[0] & 0x40 != 0
    let isUpper = bytes[0] & 0x20 != 0
    var digits = Array(bytes)
    digits[0] &= 0x1f
    guard isCompressed else { throw .flags }
    if isInfinity {
      guard !isUpper, digits.allSatisfy({ $0 == 0 }) else { throw .flags }
      return .infinity
    }
    guard let x = digits.withUnsafeBytes(decodeX) else { throw .coordinateOutOfRange }
    guard let y = (x.squared() * x + Group.b).squareRoot() else { throw .notOnCurve }
    let point = AffinePoint<Group>(x: x, y: isUpperHalf(y) == isUpper ? y : -y)
    guard Group.isInSubgroup(point) else { throw .notInSubgroup }
    return point
  }
}
