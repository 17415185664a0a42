/// An account's permission to run a delegate's code in its name (EIP-7702).
package struct Authorization: Hashable, Sendable {
  /// The chain it holds on; zero for all.
  package var chainID: UInt256
  /// The delegate.
  package var address: Address
  /// The authority's nonce at which it holds.
  package var nonce: UInt64
  package var yParity: UInt8
  package var r: UInt256
  package var s: UInt256

  package init(
    chainID: UInt256, address: Address, nonce: UInt64, yParity: UInt8, r: UInt256, s: UInt256
  ) {
    self.chainID = chainID
    self.address = address
    self.nonce = nonce
    self.yParity = yParity
    self.r = r
    self.s = s
  }
}

extension Authorization {
  /// Signs a permission with the authority's private key.
  ///
  /// - Precondition: The 32 bytes are a private key.
  package static func signed(
    chainID: UInt256, address: Address, nonce: UInt64, with privateKey: [UInt8]
  ) -> Authorization {
    var authorization = Authorization(
      chainID: chainID, address: address, nonce: nonce, yParity: 0, r: .zero, s: .zero)
    guard let signature = Secp256k1.sign(hash: authorization.signingHash, privateKey: privateKey)
    else { preconditionFailure("not a private key") }
    authorization.yParity = signature.recoveryID
    authorization.r = signature.r
    authorization.s = signature.s
    return authorization
  }

  /// The account that signed, or `nil` if the signature is none or not canonical.
  ///
  /// Whether chain and nonce fit is for execution to check.
  package func recoverAuthority() -> Address? {
    guard yParity <= 1 else { return nil }
    return try? Secp256k1.recoverSigner(of: signingHash, yParity: yParity, r: r, s: s)
  }

  /// The hash that the authority signs.
  package var signingHash: Hash32 {
    var encoder = RLPEncoder()
    // EIP-7702's MAGIC keeps these hashes apart from those of transactions.
    encoder.append(encoded: CollectionOfOne(0x05))
    encoder.list { fields in
      fields.encode(uint: chainID)
      fields.encode(address: address)
      fields.encode(uint: nonce)
    }
    return keccak256(encoder.result)
  }

  /// Reads an authorization as a transaction lists it.
  init(from decoder: inout RLPDecoder) throws(RLPError) {
    var fields = try decoder.readList()
    chainID = try fields.readUInt256()
    address = try fields.readAddress()
    nonce = try fields.readUInt64()
    yParity = try fields.readYParity()
    r = try fields.readUInt256()
    s = try fields.readUInt256()
    try fields.finish()
  }

  /// Writes an authorization as a transaction lists it.
  func encode(to encoder: inout RLPEncoder) {
    encoder.list { fields in
      fields.encode(uint: chainID)
      fields.encode(address: address)
      fields.encode(uint: nonce)
      fields.encode(uint: UInt64(yParity))
      fields.encode(uint: r)
      fields.encode(uint: s)
    }
  }
}

extension RLPDecoder {
  /// Reads a number of at most 8 bits: EIP-7702 bounds the y-parity so.
  fileprivate mutating func readYParity() throws(RLPError) -> UInt8 {
    let start = offset
    let number = try readUInt64()
    guard let yParity = UInt8(exactly: number) else {
      throw RLPError(
        offset: start,
        kind: .wrongLength(expected: 1, found: 8 - number.leadingZeroBitCount / 8))
    }
    return yParity
  }
}
