// Cheap 64-bit mixes for the project's own flat hash tables.
//
// Swift's Hasher is SipHash, seeded and an order of magnitude dearer. These mixes are folded
// multiplications (as in wyhash): every input bit reaches every output bit. They do not resist an
// adversary, so only tables whose worst case is bounded elsewhere (gas) should use them.

/// Multiplies two words and folds the 128-bit product.
@inlinable @inline(__always)
package func foldedMultiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}

extension Address {
  /// A well-mixed 64-bit hash, the same in every process.
  @inlinable @inline(__always)
  package func hashWord() -> UInt64 {
    let mixed = foldedMultiply(high ^ 0xa076_1d64_78bd_642f, middle ^ 0xe703_7ed1_a0b4_28db)
    return foldedMultiply(mixed ^ UInt64(low), 0x8ebc_6af0_9c88_c6e3)
  }
}

extension UInt256 {
  /// A well-mixed 64-bit hash of the number together with a salt, such as an account's id.
  @inlinable @inline(__always)
  package func hashWord(salt: UInt64 = 0) -> UInt64 {
    let upper = foldedMultiply(
      UInt64(truncatingIfNeeded: high &>> 64) ^ 0xa076_1d64_78bd_642f,
      UInt64(truncatingIfNeeded: high) ^ 0xe703_7ed1_a0b4_28db)
    let lower = foldedMultiply(
      UInt64(truncatingIfNeeded: low &>> 64) ^ 0x5899_65cc_7537_4cc3 ^ salt,
      UInt64(truncatingIfNeeded: low) ^ 0x1d8e_4e27_c47d_124f)
    return foldedMultiply(lower ^ upper ^ salt, 0x8ebc_6af0_9c88_c6e3)
  }
}

extension Hash32 {
  /// A 64-bit hash: keccak output is uniform, so its low word serves as it is.
  @inlinable @inline(__always)
  package func hashWord() -> UInt64 { word.truncatedUInt64 }
}
