import CLibCrypto

/// A hash function of libcrypto, looked up once.
private struct MessageDigest: @unchecked Sendable {
  // Invariant: libcrypto's fetched algorithms are immutable, and this one is never freed, so any
  // number of threads may use it.
  private let algorithm: OpaquePointer

  init(_ name: String) {
    guard let algorithm = EVP_MD_fetch(nil, name, nil) else {
      preconditionFailure("libcrypto has no \(name)")
    }
    self.algorithm = algorithm
  }

  func digest(_ bytes: UnsafeRawBufferPointer, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { output, initialized in
      let status = EVP_Digest(
        bytes.baseAddress, bytes.count, output.baseAddress, nil, algorithm, nil)
      precondition(status == 1, "libcrypto could not hash")
      initialized = count
    }
  }

  /// The hash of all pieces together, until there are no more.
  func digest<Failure: Error>(
    of next: () throws(Failure) -> [UInt8]?, count: Int
  ) throws(Failure) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    defer { EVP_MD_CTX_free(context) }
    var status = EVP_DigestInit_ex2(context, algorithm, nil)
    while let piece = try next() { status &= EVP_DigestUpdate(context, piece, piece.count) }
    return [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { output, initialized in
      status &= EVP_DigestFinal_ex(context, output.baseAddress, nil)
      precondition(status == 1, "libcrypto could not hash")
      initialized = count
    }
  }

  static let sha256 = MessageDigest("SHA256")
  // Part of the default provider since OpenSSL 3.0.7.
  static let ripemd160 = MessageDigest("RIPEMD160")
}

/// The SHA-256 hash of a buffer.
package func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
  MessageDigest.sha256.digest(bytes, count: 32)
}

/// The SHA-256 hash of bytes.
package func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { sha256($0) } }

/// The SHA-256 hash of bytes that come in pieces, until there are no more.
package func sha256<Failure: Error>(
  of next: () throws(Failure) -> [UInt8]?
) throws(Failure) -> [UInt8] {
  try MessageDigest.sha256.digest(of: next, count: 32)
}

/// The RIPEMD-160 hash of a buffer, 20 bytes.
package func ripemd160(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
  MessageDigest.ripemd160.digest(bytes, count: 20)
}

/// The RIPEMD-160 hash of bytes, 20 bytes.
package func ripemd160(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { ripemd160($0) } }
