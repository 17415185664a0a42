import EthereumTypes

extension UnsafeRawBufferPointer {
  /// The 32 bytes at an offset; zeros follow the last byte.
  @inline(__always)
  func word(at offset: UInt256) -> UInt256 {
    let start = offset.clampedUInt64
    if let base = baseAddress, count >= 32, start <= UInt64(count - 32) {
      return UInt256(bigEndian: base + Int(truncatingIfNeeded: start))
    }
    return partialWord(at: start)
  }

  @inline(never)
  private func partialWord(at start: UInt64) -> UInt256 {
    guard start < UInt64(count) else { return .zero }
    let size = Swift.min(count - Int(start), 32)
    let bytes = self[Int(start)..<(Int(start) + size)]
    return (UInt256(bigEndianBytes: bytes) ?? .zero) << (8 * (32 - size))
  }
}
