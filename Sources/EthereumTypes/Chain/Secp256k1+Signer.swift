extension Secp256k1 {
  /// The account whose signature this is, under the rules for transactions and authorizations.
  ///
  /// - Parameters:
  ///   - yParity: 0 or 1.
  ///   - allowingHighS: Whether *s* may exceed half the order, as before Homestead (EIP-2).
  static func recoverSigner(
    of hash: Hash32, yParity: UInt8, r: UInt256, s: UInt256, allowingHighS: Bool = false
  ) throws(TransactionError) -> Address {
    guard !r.isZero, r < order else { throw .rOutOfRange }
    guard !s.isZero, s < order else { throw .sOutOfRange }
    guard allowingHighS || s <= halfOrder else { throw .highS }
    let signature = Signature(r: r, s: s, recoveryID: yParity)
    guard let signer = recoverAddress(hash: hash, signature: signature) else {
      throw .unrecoverable
    }
    return signer
  }
}
