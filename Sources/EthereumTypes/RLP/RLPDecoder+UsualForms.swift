// What nearly every item looks like, read at a few instructions each: decoding an access list is
// reading thousands of them. Whatever is not plainly right gives nil, moves nothing, and is left to
// the reads in `RLPDecoder.swift`, which know every form and say what is wrong.
//
// Inlined for access lists, whose decoding takes half as long with it (`balbench bench loading`).
extension RLPDecoder {
  /// A value in the storage's bytes.
  ///
  /// - Precondition: 0 ≤ `offset` and `offset` + the value's size ≤ `storage.count`.
  @inlinable @inline(__always)
  func load<Value: BitwiseCopyable>(at offset: Int, as type: Value.Type = Value.self) -> Value {
    // Not the slice's subscript: the callers have compared with `end`, which is in the storage.
    storage.span.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: type)
  }

  /// The end of a string or list of at most 55 bytes, whose prefix is `base` plus their number;
  /// nil if the next item is no such one or is cut.
  @inlinable @inline(__always)
  func endOfShortItem(base: UInt8, maximumCount: Int = 55) -> Int? {
    guard position < end else { return nil }
    let prefix = load(at: position, as: UInt8.self)
    guard prefix >= base else { return nil }
    let count = Int(truncatingIfNeeded: prefix &- base)
    guard count <= maximumCount, count < end &- position else { return nil }
    return position &+ 1 &+ count
  }

  /// The end of a number of more than one byte; nil where it has leading zeros or too many bytes.
  @inlinable @inline(__always)
  func endOfLongNumber(byteCount: Int) -> Int? {
    guard let end = endOfShortItem(base: 0x80, maximumCount: byteCount) else { return nil }
    let count = end &- position &- 1
    guard count > 0 else { return nil }
    let first = load(at: position &+ 1, as: UInt8.self)
    // A number below 0x80 has no prefix.
    return first != 0 && (count > 1 || first >= 0x80) ? end : nil
  }

  /// Reads a number of one byte, with or without a prefix of no more: zero is an empty string.
  @inlinable @inline(__always)
  mutating func readSmallNumber() -> UInt64? {
    guard position < end else { return nil }
    let prefix = load(at: position, as: UInt8.self)
    guard prefix != 0, prefix <= 0x80 else { return nil }
    position &+= 1
    return UInt64(truncatingIfNeeded: prefix & 0x7f)
  }

  @inlinable @inline(__always)
  mutating func readUsualUInt64() -> UInt64? {
    if let small = readSmallNumber() { return small }
    // All 8 bytes up to the payload's end at once, then off with those that are not its own.
    guard let end = endOfLongNumber(byteCount: 8), end >= 8 else { return nil }
    let excess = 64 &- 8 &* (end &- position &- 1)
    position = end
    return UInt64(bigEndian: load(at: end &- 8)) & (UInt64.max &>> UInt64(excess))
  }

  @inlinable @inline(__always)
  mutating func readUsualUInt256() -> UInt256? {
    if let small = readSmallNumber() { return UInt256(small) }
    guard let end = endOfLongNumber(byteCount: 32), end >= 32 else { return nil }
    let count = end &- position &- 1
    position = end
    let low = UInt128(bigEndian: load(at: end &- 16))
    if count <= 16 {
      return UInt256(low: low & (UInt128.max &>> UInt128(128 &- 8 &* count)), high: 0)
    }
    let high = UInt128(bigEndian: load(at: end &- 32))
    return UInt256(low: low, high: high & (UInt128.max &>> UInt128(256 &- 8 &* count)))
  }

  @inlinable @inline(__always)
  mutating func readUsualAddress() -> Address? {
    let start = position &+ 1
    guard end &- position > 20, load(at: position, as: UInt8.self) == 0x80 + 20 else { return nil }
    position = start &+ 20
    return Address(
      high: UInt64(bigEndian: load(at: start)), middle: UInt64(bigEndian: load(at: start &+ 8)),
      low: UInt32(bigEndian: load(at: start &+ 16)))
  }

  @inlinable @inline(__always)
  mutating func readUsualHash32() -> Hash32? {
    let start = position &+ 1
    guard end &- position > 32, load(at: position, as: UInt8.self) == 0x80 + 32 else { return nil }
    position = start &+ 32
    return Hash32(
      word: UInt256(
        low: UInt128(bigEndian: load(at: start &+ 16)), high: UInt128(bigEndian: load(at: start))))
  }

  @inlinable @inline(__always)
  mutating func enterUsualList() -> Outside? {
    guard let payloadEnd = endOfShortItem(base: 0xc0) else { return nil }
    let outside = Outside(end: end)
    position &+= 1
    end = payloadEnd
    return outside
  }
}
