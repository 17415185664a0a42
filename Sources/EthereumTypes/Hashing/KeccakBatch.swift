import CKeccak

// Many messages at once: a vector register holds eight states (AVX-512) or four (AVX2), so each
// hash costs a quarter of one alone.

/// A way of hashing many messages.
package enum KeccakWay: CaseIterable, Sendable {
  /// One message after the other.
  case scalar
  /// Four messages at once.
  case avx2
  /// Eight messages at once.
  case avx512

  /// Whether this machine can hash that way.
  package var isSupported: Bool { bal_keccak256_can(code) != 0 }

  fileprivate var code: bal_keccak_way {
    switch self {
    case .scalar: BAL_KECCAK_SCALAR
    case .avx2: BAL_KECCAK_AVX2
    case .avx512: BAL_KECCAK_AVX512
    }
  }
}

/// The keccak-256 hashes of messages that lie one after the other.
///
/// - Parameters:
///   - ends: Where each message ends; it begins where the one before ends.
///   - way: How they are hashed; nil takes what is fastest here.
/// - Precondition: `ends` ascends and stays within `bytes`; the way is supported.
package func keccak256(
  each bytes: [UInt8], ends: [Int], by way: KeccakWay? = nil
) -> [Hash32] {
  var start = 0
  for end in ends {
    precondition(start <= end, "the ends of messages must ascend")
    start = end
  }
  precondition(start <= bytes.count, "a message must end within the bytes")
  precondition(way?.isSupported != false, "the machine cannot hash that way")
  return bytes.withUnsafeBytes { hashes(of: $0.baseAddress, ends: ends, by: way) }
}

/// The keccak-256 hashes of addresses: their keys in the state trie.
package func keccak256(each addresses: [Address]) -> [Hash32] {
  hashes(of: addresses, byteCount: 20) { $0.store(to: $1) }
}

/// The keccak-256 hashes of words of 32 bytes: keys of slots in a storage trie.
package func keccak256(eachWord words: [UInt256]) -> [Hash32] {
  hashes(of: words, byteCount: 32) { $0.store(bigEndianTo: $1) }
}

@inline(__always)
private func hashes<Value>(
  of values: [Value], byteCount: Int, store: (Value, UnsafeMutableRawPointer) -> Void
) -> [Hash32] {
  withUnsafeTemporaryAllocation(byteCount: values.count * byteCount, alignment: 16) { buffer in
    if let base = buffer.baseAddress {
      for (index, value) in values.enumerated() { store(value, base + byteCount &* index) }
    }
    let ends = (0..<values.count).map { ($0 &+ 1) &* byteCount }
    return hashes(of: UnsafeRawPointer(buffer.baseAddress), ends: ends)
  }
}

private func hashes(
  of bytes: UnsafeRawPointer?, ends: [Int], by way: KeccakWay? = nil
) -> [Hash32] {
  // The empty array is one for all threads, and would be written to.
  if ends.isEmpty { return [] }
  return [Hash32](unsafeUninitializedCapacity: ends.count) { output, count in
    if let way {
      bal_keccak256_batch_by(way.code, bytes, ends, ends.count, output.baseAddress)
    } else {
      bal_keccak256_batch(bytes, ends, ends.count, output.baseAddress)
    }
    for index in output.indices {
      withUnsafeMutablePointer(to: &output[index]) {
        $0.initialize(to: Hash32(bigEndian: UnsafeRawPointer($0)))
      }
    }
    count = ends.count
  }
}
