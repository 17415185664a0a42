/// A strict cursor over items in the recursive length prefix encoding.
///
/// Only the canonical encoding is accepted: shortest lengths, bare single bytes, numbers without
/// leading zeros. Decoders of nested lists share the input's storage and count offsets from its
/// start. Lengths are checked against the input before anything is allocated. A read that fails
/// leaves the cursor where it was.
///
/// Invariant: `storage.startIndex ≤ position ≤ end ≤ storage.endIndex`.
package struct RLPDecoder: Sendable {
  private let storage: ArraySlice<UInt8>
  private var position: Int
  private let end: Int

  /// Reads items from an array.
  package init(_ bytes: [UInt8]) {
    self.init(bytes[...])
  }

  /// Reads items from a slice, whose first byte has offset 0.
  package init(_ bytes: ArraySlice<UInt8>) {
    self.init(storage: bytes, position: bytes.startIndex, end: bytes.endIndex)
  }

  private init(storage: ArraySlice<UInt8>, position: Int, end: Int) {
    self.storage = storage
    self.position = position
    self.end = end
  }

  /// The offset of the next item from the start of the whole input.
  package var offset: Int { position - storage.startIndex }

  /// The number of bytes left in this list or input.
  package var remainingCount: Int { end - position }

  /// Whether no item is left.
  package var isAtEnd: Bool { position == end }

  /// Whether the next item begins like a list; `false` at the end.
  package var peekIsList: Bool { position < end && storage[position] >= 0xc0 }

  /// Requires that no item is left.
  package func finish() throws(RLPError) {
    if position != end { throw RLPError(offset: offset, kind: .trailingBytes) }
  }

  /// Reads a string.
  package mutating func readBytes() throws(RLPError) -> [UInt8] {
    [UInt8](try readSlice())
  }

  /// Reads a string of exactly `count` bytes.
  package mutating func readBytes(count: Int) throws(RLPError) -> [UInt8] {
    [UInt8](storage[try readString(count: count)])
  }

  /// Reads a string without copying it.
  package mutating func readSlice() throws(RLPError) -> ArraySlice<UInt8> {
    storage[try readString()]
  }

  /// Reads a number of at most 64 bits.
  package mutating func readUInt64() throws(RLPError) -> UInt64 {
    try readNumber(byteCount: 8).truncatedUInt64
  }

  /// Reads a number of at most 256 bits.
  package mutating func readUInt256() throws(RLPError) -> UInt256 {
    try readNumber(byteCount: 32)
  }

  /// Reads a string of 20 bytes.
  package mutating func readAddress() throws(RLPError) -> Address {
    Address(word: word(of: try readString(count: 20)))
  }

  /// Reads a string of 20 bytes, or of none, which creates a contract.
  package mutating func readOptionalAddress() throws(RLPError) -> Address? {
    if position < end, storage[position] == 0x80 {
      position += 1
      return nil
    }
    return try readAddress()
  }

  /// Reads a string of 32 bytes.
  package mutating func readHash32() throws(RLPError) -> Hash32 {
    Hash32(word: word(of: try readString(count: 32)))
  }

  /// Reads a list and returns a decoder of its items.
  package mutating func readList() throws(RLPError) -> RLPDecoder {
    let item = try peekHeader()
    guard item.isList else { throw RLPError(offset: offset, kind: .unexpectedString) }
    position = item.payload.upperBound
    return RLPDecoder(
      storage: storage, position: item.payload.lowerBound, end: item.payload.upperBound)
  }

  /// Reads an item of either kind and returns its whole encoding; what a list holds is not
  /// examined.
  package mutating func readEncodedItem() throws(RLPError) -> ArraySlice<UInt8> {
    let item = try peekHeader()
    let start = position
    position = item.payload.upperBound
    return storage[start..<position]
  }

  /// The payload of the next item, which must be a string.
  private func peekString() throws(RLPError) -> Range<Int> {
    let item = try peekHeader()
    if item.isList { throw RLPError(offset: offset, kind: .unexpectedList) }
    return item.payload
  }

  private mutating func readString() throws(RLPError) -> Range<Int> {
    let payload = try peekString()
    position = payload.upperBound
    return payload
  }

  private mutating func readString(count: Int) throws(RLPError) -> Range<Int> {
    let payload = try peekString()
    guard payload.count == count else {
      throw RLPError(offset: offset, kind: .wrongLength(expected: count, found: payload.count))
    }
    position = payload.upperBound
    return payload
  }

  private mutating func readNumber(byteCount: Int) throws(RLPError) -> UInt256 {
    let payload = try peekString()
    if let first = storage[payload].first, first == 0 {
      throw RLPError(offset: offset, kind: .leadingZero)
    }
    guard payload.count <= byteCount else {
      throw RLPError(
        offset: offset, kind: .wrongLength(expected: byteCount, found: payload.count))
    }
    position = payload.upperBound
    return word(of: payload)
  }

  /// At most 32 bytes as a big-endian number.
  private func word(of range: Range<Int>) -> UInt256 {
    storage[range].withUnsafeBytes { bytes in
      withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { padded in
        // The allocation is never empty, so it has a base address.
        guard let base = padded.baseAddress else { return .zero }
        UInt256.zero.store(bigEndianTo: base)
        UnsafeMutableRawBufferPointer(rebasing: padded[(32 &- bytes.count)...])
          .copyMemory(from: bytes)
        return UInt256(bigEndian: base)
      }
    }
  }

  /// Examines the prefix of the next item and leaves the cursor before it.
  private func peekHeader() throws(RLPError) -> (isList: Bool, payload: Range<Int>) {
    guard position < end else { throw RLPError(offset: offset, kind: .truncated) }
    let prefix = storage[position]
    switch prefix {
    case 0..<0x80:
      return (false, position..<position + 1)
    case 0x80..<0xb8:
      let payload = try payload(at: position + 1, count: Int(prefix - 0x80))
      if payload.count == 1, storage[payload.lowerBound] < 0x80 {
        throw RLPError(offset: offset, kind: .nonCanonicalSingleByte)
      }
      return (false, payload)
    case 0xb8..<0xc0:
      return (false, try longPayload(lengthWidth: Int(prefix - 0xb7)))
    case 0xc0..<0xf8:
      return (true, try payload(at: position + 1, count: Int(prefix - 0xc0)))
    default:
      return (true, try longPayload(lengthWidth: Int(prefix - 0xf7)))
    }
  }

  /// The payload whose length is written in `lengthWidth` bytes after the prefix.
  private func longPayload(lengthWidth: Int) throws(RLPError) -> Range<Int> {
    let lengthBytes = try payload(at: position + 1, count: lengthWidth)
    var length: UInt64 = 0
    for byte in storage[lengthBytes] { length = length &<< 8 | UInt64(byte) }
    if storage[lengthBytes.lowerBound] == 0 || length <= 55 {
      throw RLPError(offset: offset, kind: .nonCanonicalLength)
    }
    guard let count = Int(exactly: length) else {
      throw RLPError(offset: offset, kind: .lengthOverflow)
    }
    return try payload(at: lengthBytes.upperBound, count: count)
  }

  private func payload(at start: Int, count: Int) throws(RLPError) -> Range<Int> {
    // Compared as a difference: `start + count` could overflow.
    guard count <= end - start else { throw RLPError(offset: offset, kind: .truncated) }
    return start..<start + count
  }
}
