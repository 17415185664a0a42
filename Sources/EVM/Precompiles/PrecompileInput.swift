import EthereumTypes

/// Call data as precompiled contracts read it: endless, with zeros after its last byte.
struct PrecompileInput {
  let bytes: UnsafeRawBufferPointer

  /// The number of bytes that were really given.
  var count: Int { bytes.count }

  /// The number of 32-byte words, the last one counted whole.
  var wordCount: Int64 { Int64((bytes.count + 31) / 32) }

  /// The big-endian word that starts at `offset`.
  func word(at offset: Int) -> UInt256 {
    if offset <= bytes.count - 32, let base = bytes.baseAddress {
      return UInt256(bigEndian: base + offset)
    }
    return withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { padded in
      copy(from: offset, to: padded)
      return UInt256(bigEndian: UnsafeRawPointer(padded.baseAddress.unsafelyUnwrapped))
    }
  }

  /// The given bytes of the range `offset ..< offset + length`; the rest of it is zeros.
  func given(from offset: Int, length: Int) -> UnsafeRawBufferPointer {
    let start = min(offset, bytes.count)
    let end = min(start + length, bytes.count)
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  /// Fills `target` with the bytes from `offset` on.
  func copy(from offset: Int, to target: UnsafeMutableRawBufferPointer) {
    let source = given(from: offset, length: target.count)
    target.copyMemory(from: source)
    for index in source.count..<target.count { target[index] = 0 }
  }

  /// Calls `body` with the first `length` bytes.
  func withPrefix<Failure: Error>(
    _ length: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try withUnsafeTemporaryAllocation(byteCount: length, alignment: 8) {
      (padded) throws(Failure) in
      copy(from: 0, to: padded)
      try body(UnsafeRawBufferPointer(padded))
    }
  }
}
