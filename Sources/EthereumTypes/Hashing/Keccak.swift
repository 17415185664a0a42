import CKeccak

/// The keccak-256 hash of `count` bytes at `bytes`, which may be `nil` for none.
@usableFromInline
func keccak256(_ bytes: UnsafeRawPointer?, count: Int) -> Hash32 {
  withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { output in
    // The allocation above is never empty, so it has a base address.
    guard let base = output.baseAddress else { return .zero }
    bal_keccak256(bytes, count, base)
    return Hash32(bigEndian: base)
  }
}

/// The keccak-256 hash of a buffer.
@inlinable
package func keccak256(_ bytes: UnsafeRawBufferPointer) -> Hash32 {
  keccak256(bytes.baseAddress, count: bytes.count)
}

/// The keccak-256 hash of bytes.
@inlinable
package func keccak256(_ bytes: [UInt8]) -> Hash32 {
  bytes.withUnsafeBytes { keccak256($0) }
}

/// The keccak-256 hash of a slice.
@inlinable
package func keccak256(_ bytes: ArraySlice<UInt8>) -> Hash32 {
  bytes.withUnsafeBytes { keccak256($0) }
}

/// The keccak-256 hash of an address: its key in the state trie.
@inlinable
package func keccak256(_ address: Address) -> Hash32 {
  withUnsafeTemporaryAllocation(byteCount: 20, alignment: 8) { buffer in
    if let base = buffer.baseAddress { address.store(to: base) }
    return keccak256(UnsafeRawBufferPointer(buffer))
  }
}

/// The keccak-256 hash of a word's 32 bytes: a slot's key in a storage trie.
@inlinable
package func keccak256(word: UInt256) -> Hash32 {
  withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { buffer in
    if let base = buffer.baseAddress { word.store(bigEndianTo: base) }
    return keccak256(UnsafeRawBufferPointer(buffer))
  }
}

/// The keccak-256 hash of two words' 64 bytes: a Solidity mapping's slot.
@inlinable
package func keccak256(words first: UInt256, _ second: UInt256) -> Hash32 {
  withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { buffer in
    if let base = buffer.baseAddress {
      first.store(bigEndianTo: base)
      second.store(bigEndianTo: base + 32)
    }
    return keccak256(UnsafeRawBufferPointer(buffer))
  }
}
