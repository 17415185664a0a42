import CSecp256k1

/// Signatures over the curve secp256k1, by libsecp256k1.
package enum Secp256k1 {
  /// A recoverable signature.
  package struct Signature: Hashable, Sendable {
    /// The x coordinate of the ephemeral point, modulo the order.
    package var r: UInt256
    /// The proof; libsecp256k1 signs with the lower of its two values.
    package var s: UInt256
    /// The parity of the ephemeral point's y coordinate (0 or 1; 2 and 3 when r wrapped).
    package var recoveryID: UInt8

    /// Creates a signature.
    package init(r: UInt256, s: UInt256, recoveryID: UInt8) {
      self.r = r
      self.s = s
      self.recoveryID = recoveryID
    }
  }

  /// The order of the group.
  package static let order = UInt256(
    low: 0xbaae_dce6_af48_a03b_bfd2_5e8c_d036_4141, high: 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe)

  /// The greatest s of a transaction's signature since Homestead (EIP-2).
  package static let halfOrder = order >> 1

  // Invariant: the context is written only while it is created here, once; libsecp256k1 documents
  // that a context may then be shared by any number of threads that pass it as const.
  nonisolated(unsafe) private static let context: OpaquePointer? =
    secp256k1_context_create(UInt32(SECP256K1_CONTEXT_NONE))

  private static func sharedContext() -> OpaquePointer {
    guard let context else { preconditionFailure("libsecp256k1 has no memory for a context") }
    return context
  }

  /// The public key (x ‖ y, 64 bytes) that signed a hash, or `nil` when there is none.
  ///
  /// Accepts any s below the order; the lower half is the caller's rule.
  package static func recoverPublicKey(hash: Hash32, signature: Signature) -> [UInt8]? {
    guard signature.recoveryID < 4 else { return nil }
    var compact = signature.r.bigEndianBytes
    compact += signature.s.bigEndianBytes
    var recoverable = secp256k1_ecdsa_recoverable_signature()
    var key = secp256k1_pubkey()
    guard
      secp256k1_ecdsa_recoverable_signature_parse_compact(
        sharedContext(), &recoverable, compact, Int32(signature.recoveryID)) == 1,
      secp256k1_ecdsa_recover(sharedContext(), &key, &recoverable, hash.bytes) == 1
    else { return nil }
    return serialize(&key)
  }

  /// The address that signed a hash, or `nil` when there is none.
  package static func recoverAddress(hash: Hash32, signature: Signature) -> Address? {
    recoverPublicKey(hash: hash, signature: signature).map(address(ofPublicKey:))
  }

  /// Signs a hash with the deterministic nonce of RFC 6979 and the lower s.
  ///
  /// - Returns: `nil` when the 32 bytes are not a private key.
  package static func sign(hash: Hash32, privateKey: [UInt8]) -> Signature? {
    guard privateKey.count == 32 else { return nil }
    var recoverable = secp256k1_ecdsa_recoverable_signature()
    guard
      secp256k1_ecdsa_sign_recoverable(
        sharedContext(), &recoverable, hash.bytes, privateKey, nil, nil) == 1
    else { return nil }
    var compact = [UInt8](repeating: 0, count: 64)
    var recoveryID: Int32 = 0
    secp256k1_ecdsa_recoverable_signature_serialize_compact(
      sharedContext(), &compact, &recoveryID, &recoverable)
    guard let r = UInt256(bigEndianBytes: compact[..<32]),
      let s = UInt256(bigEndianBytes: compact[32...])
    else { return nil }
    return Signature(r: r, s: s, recoveryID: UInt8(truncatingIfNeeded: recoveryID))
  }

  /// The address of a private key, or `nil` when the 32 bytes are not one.
  package static func address(ofPrivateKey privateKey: [UInt8]) -> Address? {
    var key = secp256k1_pubkey()
    guard privateKey.count == 32,
      secp256k1_ec_pubkey_create(sharedContext(), &key, privateKey) == 1
    else { return nil }
    return address(ofPublicKey: serialize(&key))
  }

  /// The address of a public key of 64 bytes: the last 20 bytes of its hash.
  package static func address(ofPublicKey key: [UInt8]) -> Address {
    Address(word: keccak256(key).word)
  }

  private static func serialize(_ key: inout secp256k1_pubkey) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 65)
    var count = bytes.count
    // Cannot fail: the buffer has the documented size and the key is valid.
    _ = secp256k1_ec_pubkey_serialize(
      sharedContext(), &bytes, &count, &key, UInt32(SECP256K1_EC_UNCOMPRESSED))
    return [UInt8](bytes[1...])
  }
}
