/// Proofs that a committed polynomial has a value at a point (Kate, Zaverucha and Goldberg, 2010),
/// as EIP-4844 uses them.
package enum KZG {
  /// [τ]G2 of the ceremony's trusted setup (`g2_monomial[1]`; execution-specs, crypto/kzg.py,
  /// KZG_SETUP_G2_MONOMIAL_1).
  static let tauG2: AffinePoint<BLS12381.G2> = {
    let digits: StaticString = """
      b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d
      2914e5870cb452d2afaaab24f3499f72185cbfee53492714734429b7b38608e2
      3926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2
      """
    let bytes = digits.hexadecimalLines.flatMap { $0 }
    guard let point = try? bytes.withUnsafeBytes({ try BLS12381.G2.decompress($0) }) else {
      preconditionFailure("the constant is no point of G2")
    }
    return point
  }()

  /// Whether the polynomial committed to has the value y at z (EIP-4844, `verify_kzg_proof`).
  ///
  /// - Parameters:
  ///   - commitment: A compressed point of G1, 48 bytes.
  ///   - z: A number below r, 32 bytes.
  ///   - y: A number below r, 32 bytes.
  ///   - proof: A compressed point of G1, 48 bytes.
  package static func verify(
    commitment: UnsafeRawBufferPointer, z: UnsafeRawBufferPointer, y: UnsafeRawBufferPointer,
    proof: UnsafeRawBufferPointer
  ) throws(PointError) -> Bool {
    let commitment = try BLS12381.G1.decompress(commitment)
    let (z, y) = (Scalar(bigEndian: z), Scalar(bigEndian: y))
    guard z < BLS12381.order, y < BLS12381.order else { throw .scalarOutOfRange }
    let proof = try BLS12381.G1.decompress(proof)

    // e(C - yG, H) = e(π, τH - zH), with z moved to the left, where multiples are cheaper.
    let terms =
      BLS12381.G1.terms(proof, z) + BLS12381.G1.terms(-BLS12381.G1.generator, y)
    let multiples = MultiScalarProduct(terms: terms, bitCount: BLS12381.G1.termBitCount)
    let left = (multiples.sum() + commitment).affine
    return BLS12381.isProductOne([(left, -BLS12381.G2.generator), (proof, tauG2)])
  }
}
