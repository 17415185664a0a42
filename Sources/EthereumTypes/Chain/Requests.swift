/// The commitment to a block's execution-layer requests (EIP-7685): SHA-256 over the SHA-256 of
/// each request.
///
/// - Parameter requests: Type byte ‖ data each, ascending by type. Requests without data are the
///   caller's to leave out.
package func requestsHash(_ requests: [[UInt8]]) -> Hash32 {
  var digests: [UInt8] = []
  digests.reserveCapacity(32 * requests.count)
  for request in requests { digests += sha256(request) }
  guard let hash = Hash32(bytes: sha256(digests)) else {
    preconditionFailure("a SHA-256 digest has 32 bytes")
  }
  return hash
}
