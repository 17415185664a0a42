/// The curve BLS12-381 of EIP-2537 and EIP-4844: a Barreto-Lynn-Scott curve with parameter x.
package enum BLS12381: PairingCurve {
  /// The absolute value of x, which is negative: p = (x - 1)²(x⁴ - x² + 1)/3 + x and
  /// r = x⁴ - x² + 1.
  static let absoluteX: UInt64 = 0xd201_0000_0001_0000

  /// The prime of the coordinates.
  enum Modulus: PrimeModulus {
    static var words: Words6 {
      Words6(
        0xb9fe_ffff_ffff_aaab, 0x1eab_fffe_b153_ffff, 0x6730_d2a0_f6b0_f624,
        0x6477_4b84_f385_12bf, 0x4b1b_a7b6_434b_acd7, 0x1a01_11ea_397f_e69a)
    }
    static var negatedInverse: UInt64 { 0x89f3_fffc_fffc_fffd }
    static var radix: Words6 {
      Words6(
        0x7609_0000_0002_fffd, 0xebf4_000b_c40c_0002, 0x5f48_9857_53c7_58ba,
        0x77ce_5853_7052_5745, 0x5c07_1a97_a256_ec6d, 0x15f6_5ec3_fa80_e493)
    }
    static var radixSquared: Words6 {
      Words6(
        0xf4df_1f34_1c34_1746, 0x0a76_e6a6_09d1_04f1, 0x8de5_476c_4c95_b6d5,
        0x67eb_88a9_939d_83c0, 0x9a79_3e85_b519_952d, 0x1198_8fe5_92ca_e3aa)
    }
  }

  /// The order r of both groups.
  static let order = Scalar(
    low: 0x53bd_a402_fffe_5bfe_ffff_ffff_0000_0001, high: 0x73ed_a753_299d_7d48_3339_d808_09a1_d805)
}

extension BLS12381 {
  /// ξ = 1 + u.
  static let nonresidue = Fp2<Modulus>(.one, .one)

  static func multipliedByNonresidue(_ a: Fp2<Modulus>) -> Fp2<Modulus> {
    Fp2(a.c0 - a.c1, a.c0 + a.c1)
  }

  static let frobeniusFactors = deriveFrobeniusFactors()
}
