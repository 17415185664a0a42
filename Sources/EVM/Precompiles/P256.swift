import CLibCrypto
import EthereumTypes

/// ECDSA over the curve P-256 (FIPS 186-5, SP 800-186), through libcrypto.
///
/// The equation is evaluated here from libcrypto's point arithmetic: its own verification wants
/// keys and signatures as provider objects and DER, which cost more than the curve does.
enum P256 {
  /// The order n of the group.
  static let order = UInt256(
    low: 0xbce6_faad_a717_9e84_f3b9_cac2_fc63_2551, high: 0xffff_ffff_0000_0000_ffff_ffff_ffff_ffff)
  /// The prime p of the field.
  static let prime = UInt256(
    low: 0x0000_0000_ffff_ffff_ffff_ffff_ffff_ffff, high: 0xffff_ffff_0000_0001_0000_0000_0000_0000)

  /// The curve and its order as libcrypto holds them. Both are only read after they are made,
  /// which any number of threads may do at once.
  private nonisolated(unsafe) static let group: OpaquePointer = {
    guard let group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1) else {
      preconditionFailure("libcrypto offers no P-256")
    }
    return group
  }()

  /// Whether a signature is valid.
  ///
  /// - Parameter fields: Message hash, r, s, x and y, 32 bytes each, r and s within 1 ..< n and
  ///   the coordinates below p.
  static func isSigned(_ fields: UnsafeRawBufferPointer) -> Bool {
    guard let context = BN_CTX_new() else { preconditionFailure("out of memory") }
    defer { BN_CTX_free(context) }
    BN_CTX_start(context)
    defer { BN_CTX_end(context) }
    func number(_ index: Int) -> OpaquePointer? {
      BN_bin2bn(
        fields.baseAddress.map { ($0 + 32 * index).assumingMemoryBound(to: UInt8.self) }, 32,
        BN_CTX_get(context))
    }
    let (hash, r, s, x, y) = (number(0), number(1), number(2), number(3), number(4))

    let key = EC_POINT_new(group)
    defer { EC_POINT_free(key) }
    // Refuses points off the curve, hence also (0, 0), the encoding of infinity.
    guard EC_POINT_set_affine_coordinates(group, key, x, y, context) == 1 else {
      ERR_clear_error()
      return false
    }

    // R = (hash / s) G + (r / s) key; valid if R is finite and its x ≡ r (mod n).
    let order = EC_GROUP_get0_order(group)
    let point = EC_POINT_new(group)
    defer { EC_POINT_free(point) }
    let inverse = BN_mod_inverse(BN_CTX_get(context), s, order, context)
    let (u, v) = (BN_CTX_get(context), BN_CTX_get(context))
    let found = BN_CTX_get(context)
    guard BN_mod_mul(u, hash, inverse, order, context) == 1,
      BN_mod_mul(v, r, inverse, order, context) == 1,
      EC_POINT_mul(group, point, u, key, v, context) == 1
    else { preconditionFailure("out of memory") }
    guard EC_POINT_is_at_infinity(group, point) == 0 else { return false }
    guard EC_POINT_get_affine_coordinates(group, point, found, nil, context) == 1,
      BN_nnmod(found, found, order, context) == 1
    else { preconditionFailure("out of memory") }
    return BN_cmp(found, r) == 0
  }
}
