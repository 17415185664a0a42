/// The 20-byte address of an account.
///
/// The three fields hold the bytes in big-endian numeric order, so that comparing fields compares
/// bytes, and no operation loops over bytes.
@frozen
public struct Address: Hashable, Sendable {
  /// Bytes 0 to 7.
  public var high: UInt64
  /// Bytes 8 to 15.
  public var middle: UInt64
  /// Bytes 16 to 19.
  public var low: UInt32

  /// Creates an address from its fields.
  @inlinable @inline(__always)
  public init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// Takes the low 160 bits of a word, as the EVM does.
  @inlinable @inline(__always)
  public init(word: UInt256) {
    self.init(
      high: UInt64(truncatingIfNeeded: word.high &<< 32 | word.low &>> 96),
      middle: UInt64(truncatingIfNeeded: word.low &>> 32),
      low: UInt32(truncatingIfNeeded: word.low))
  }

  /// Reads 20 bytes.
  @inlinable @inline(__always)
  public init(bigEndian bytes: UnsafeRawPointer) {
    self.init(
      high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
      middle: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      low: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
  }

  /// Creates an address from exactly 20 bytes.
  @inlinable
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20, let word = UInt256(bigEndianBytes: bytes) else { return nil }
    self.init(word: word)
  }

  /// Parses "0x" and exactly 40 hexadecimal digits.
  public init?(hex: String) {
    guard hex.utf8.count == 42, let word = UInt256(hex: hex) else { return nil }
    self.init(word: word)
  }

  /// The address of zeros.
  @inlinable public static var zero: Address { Address(high: 0, middle: 0, low: 0) }

  /// The address as a number, as it lies on the EVM's stack.
  @inlinable @inline(__always)
  public var word: UInt256 {
    UInt256(
      low: UInt128(truncatingIfNeeded: high) &<< 96
        | UInt128(truncatingIfNeeded: middle) &<< 32 | UInt128(truncatingIfNeeded: low),
      high: UInt128(truncatingIfNeeded: high &>> 32))
  }

  /// Writes the 20 bytes.
  @inlinable @inline(__always)
  public func store(to bytes: UnsafeMutableRawPointer) {
    bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
    bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
    bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
  }

  /// The 20 bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 20) { buffer, count in
      if let base = buffer.baseAddress { store(to: base) }
      count = 20
    }
  }
}

extension Address: Comparable {
  /// Compares the bytes.
  @inlinable
  public static func < (lhs: Address, rhs: Address) -> Bool {
    if lhs.high != rhs.high { return lhs.high < rhs.high }
    if lhs.middle != rhs.middle { return lhs.middle < rhs.middle }
    return lhs.low < rhs.low
  }
}

extension Address: CustomStringConvertible {
  /// "0x" and 40 lower-case digits.
  public var description: String { bytes.hex }
}
