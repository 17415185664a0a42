extension RLPDecoder {
  /// Reads a filter: a string of 256 bytes.
  mutating func readBloom() throws(RLPError) -> Bloom {
    let start = offset
    let bytes = try readSlice()
    guard let bloom = Bloom(bytes: bytes) else {
      throw RLPError(
        offset: start, kind: .wrongLength(expected: Bloom.byteCount, found: bytes.count))
    }
    return bloom
  }
}
