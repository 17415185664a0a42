extension Transaction {
  /// The account that signed the transaction.
  ///
  /// Whether the chain id is the right one, and whether the fork knows the kind, is for execution
  /// to check.
  ///
  /// - Parameter allowingHighS: Whether *s* may exceed half the curve's order, as in Frontier.
  package func recoverSender(
    allowingHighS: Bool = false
  ) throws(TransactionError) -> Address {
    // Wraps to a huge number, hence no parity, when v is less than the least possible.
    let yParity = signature.v &- leastV
    guard yParity <= .one else { throw .invalidV(signature.v) }
    return try Secp256k1.recoverSigner(
      of: signingHash, yParity: UInt8(truncatingIfNeeded: yParity.truncatedUInt64),
      r: signature.r, s: signature.s, allowingHighS: allowingHighS)
  }

  /// The transaction with the signature of a private key: deterministic (RFC 6979), with low *s*.
  ///
  /// - Precondition: The 32 bytes are a private key.
  package func signed(with privateKey: [UInt8]) -> Transaction {
    guard let signature = Secp256k1.sign(hash: signingHash, privateKey: privateKey) else {
      preconditionFailure("not a private key")
    }
    var transaction = self
    transaction.signature = Signature(
      v: leastV &+ UInt256(UInt64(signature.recoveryID)), r: signature.r, s: signature.s)
    return transaction
  }

  /// The *v* of an even y coordinate.
  private var leastV: UInt256 {
    if kind != .legacy { return .zero }
    // EIP-155 makes room for the chain id above the 27 and 28 of unprotected transactions.
    return chainID.map { UInt256($0) &+ UInt256($0) &+ 35 } ?? 27
  }
}
