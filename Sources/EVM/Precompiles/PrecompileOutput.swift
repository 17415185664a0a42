import EthereumTypes

extension [UInt8] {
  /// Appends a big-endian word, the unit in which precompiled contracts answer.
  mutating func append(word: UInt256) {
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { bytes in
      word.store(bigEndianTo: bytes.baseAddress.unsafelyUnwrapped)
      append(contentsOf: bytes)
    }
  }
}
