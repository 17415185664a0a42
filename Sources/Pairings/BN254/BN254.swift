/// The curve BN254 of EIP-196 and EIP-197 (also called alt_bn128 and BN256): a Barreto-Naehrig
/// curve with parameter u.
package enum BN254: PairingCurve {
  /// u, of which p = 36u⁴ + 36u³ + 24u² + 6u + 1 and r = 36u⁴ + 36u³ + 18u² + 6u + 1.
  static let u: UInt64 = 4_965_661_367_192_848_881

  /// The prime of the coordinates.
  enum Modulus: PrimeModulus {
    static var words: Words4 {
      Words4(
        0x3c20_8c16_d87c_fd47, 0x9781_6a91_6871_ca8d, 0xb850_45b6_8181_585d, 0x3064_4e72_e131_a029)
    }
    static var negatedInverse: UInt64 { 0x87d2_0782_e486_6389 }
    static var radix: Words4 {
      Words4(
        0xd35d_438d_c58f_0d9d, 0x0a78_eb28_f5c7_0b3d, 0x666e_a36f_7879_462c, 0x0e0a_77c1_9a07_df2f)
    }
    static var radixSquared: Words4 {
      Words4(
        0xf32c_fc5b_538a_fa89, 0xb5e7_1911_d445_01fb, 0x47ab_1eff_0a41_7ff6, 0x06d8_9f71_cab8_351f)
    }
  }
}

extension BN254 {
  /// ξ = 9 + u.
  static let nonresidue = Fp2<Modulus>(.one.doubled().doubled().doubled() + .one, .one)

  static func multipliedByNonresidue(_ a: Fp2<Modulus>) -> Fp2<Modulus> {
    let eight = a.doubled().doubled().doubled()
    return Fp2(eight.c0 + a.c0 - a.c1, eight.c1 + a.c1 + a.c0)
  }

  static let frobeniusFactors = deriveFrobeniusFactors()
}
