import CKeccak

// Many messages at once: a vector register holds eight states (AVX-512) or four (AVX2), so each
// hash costs a quarter of one alone.

/// The keccak-256 hashes of messages that lie one after the other.
///
/// - Parameter ends: Where each message ends; it begins where the one before ends.
/// - Precondition: `ends` ascends and stays within `bytes`.
package func keccak256(each bytes: [UInt8], ends: [Int]) -> [Hash32] {
  var start = 0
  for end in ends {
    precondition(start <= end, "the ends of messages must ascend")
    start = end
  }
  precondition(start <= bytes.count, "a message must end within the bytes")
  return bytes.withUnsafeBytes { hashes(of: $0.baseAddress, ends: ends) }
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

private func hashes(of bytes: UnsafeRawPointer?, ends: [Int]) -> [Hash32] {
  [Hash32](unsafeUninitializedCapacity: ends.count) { output, count in
    bal_keccak256_batch(bytes, ends, ends.count, output.baseAddress)
    for index in output.indices {
      withUnsafeMutablePointer(to: &output[index]) {
        $0.initialize(to: Hash32(bigEndian: UnsafeRawPointer($0)))
      }
    }
    count = ends.count
  }
}
