// Big-endian bytes, the form in which Ethereum stores, hashes and transmits numbers.

extension UInt256 {
  /// Reads 32 big-endian bytes.
  @inlinable @inline(__always)
  public init(bigEndian bytes: UnsafeRawPointer) {
    self.init(
      low: UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt128.self)),
      high: UInt128(bigEndian: bytes.loadUnaligned(as: UInt128.self)))
  }

  /// Reads at most 32 big-endian bytes; `nil` when there are more.
  @inlinable
  public init?(bigEndianBytes bytes: some Collection<UInt8>) {
    guard bytes.count <= 32 else { return nil }
    var value = UInt256.zero
    for byte in bytes {
      value = UInt256(
        low: value.low &<< 8 | UInt128(truncatingIfNeeded: byte),
        high: value.high &<< 8 | value.low &>> 120)
    }
    self = value
  }

  /// Writes 32 big-endian bytes.
  @inlinable @inline(__always)
  public func store(bigEndianTo bytes: UnsafeMutableRawPointer) {
    bytes.storeBytes(of: high.bigEndian, as: UInt128.self)
    bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt128.self)
  }

  /// The 32 big-endian bytes.
  public var bigEndianBytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      if let base = buffer.baseAddress { store(bigEndianTo: base) }
      count = 32
    }
  }

  /// The big-endian bytes without leading zeros; none for zero.
  public var minimalBytes: [UInt8] {
    let count = byteWidth
    return [UInt8](unsafeUninitializedCapacity: 32) { buffer, initialized in
      if let base = buffer.baseAddress { (self << (256 &- 8 &* count)).store(bigEndianTo: base) }
      initialized = count
    }
  }
}
