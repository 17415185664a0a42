/// A strict cursor over items in the recursive length prefix encoding.
///
/// Only the canonical encoding is accepted: shortest lengths, bare single bytes, numbers without
/// leading zeros. Decoders of nested lists share the input's storage and count offsets from its
/// start. Lengths are checked against the input before anything is allocated. A read that fails
/// leaves the cursor where it was.
///
/// `enterList` reads a list in place, at the cost of its header; `readList` gives a decoder of its
/// own, whose share of the storage is counted.
///
/// Invariant: `0 ≤ position ≤ end ≤ storage.count`.
// Not copyable, because the copies that are made of it in passing cost more than decoding.
package struct RLPDecoder: ~Copyable {
  @usableFromInline let storage: ArraySlice<UInt8>
  @usableFromInline var position: Int
  @usableFromInline var end: Int

  /// Reads items from an array.
  package init(_ bytes: [UInt8]) {
    self.init(bytes[...])
  }

  /// Reads items from a slice, whose first byte has offset 0.
  package init(_ bytes: ArraySlice<UInt8>) {
    self.init(storage: bytes, position: 0, end: bytes.count)
  }

  private init(storage: ArraySlice<UInt8>, position: Int, end: Int) {
    self.storage = storage
    self.position = position
    self.end = end
  }

  /// The offset of the next item from the start of the whole input.
  @inlinable package var offset: Int { position }

  /// The number of bytes left in this list or input.
  package var remainingCount: Int { end - position }

  /// The number of items left, up to the first that is malformed.
  ///
  /// - Complexity: O(*n*) in the number of items, whatever their sizes.
  package var remainingItemCount: Int {
    var rest = RLPDecoder(storage: storage, position: position, end: end)
    var count = 0
    while !rest.isAtEnd, let item = try? rest.peekHeader() {
      rest.position = item.payload.upperBound
      count += 1
    }
    return count
  }

  /// Whether no item is left.
  @inlinable package var isAtEnd: Bool { position == end }

  /// Whether the next item begins like a list; `false` at the end.
  package var peekIsList: Bool { position < end && byte(at: position) >= 0xc0 }

  /// Requires that no item is left.
  @inlinable
  package func finish() throws(RLPError) {
    if position != end { throw RLPError(offset: offset, kind: .trailingBytes) }
  }

  /// Reads a string.
  package mutating func readBytes() throws(RLPError) -> [UInt8] {
    let payload = try readString()
    return payload.isEmpty ? [] : [UInt8](slice(payload))
  }

  /// Reads a string of exactly `count` bytes.
  package mutating func readBytes(count: Int) throws(RLPError) -> [UInt8] {
    [UInt8](slice(try readString(count: count)))
  }

  /// Reads a string without copying it.
  package mutating func readSlice() throws(RLPError) -> ArraySlice<UInt8> {
    slice(try readString())
  }

  /// Reads a number of at most 64 bits.
  @inlinable
  package mutating func readUInt64() throws(RLPError) -> UInt64 {
    if let number = readUsualUInt64() { return number }
    return try readUnusualUInt64()
  }

  /// Reads a number of at most 256 bits.
  @inlinable
  package mutating func readUInt256() throws(RLPError) -> UInt256 {
    if let number = readUsualUInt256() { return number }
    return try readUnusualUInt256()
  }

  /// Reads a string of 20 bytes.
  @inlinable
  package mutating func readAddress() throws(RLPError) -> Address {
    if let address = readUsualAddress() { return address }
    return Address(word: word(of: try readString(count: 20)))
  }

  /// Reads a string of 20 bytes, or of none, which creates a contract.
  package mutating func readOptionalAddress() throws(RLPError) -> Address? {
    if position < end, byte(at: position) == 0x80 {
      position += 1
      return nil
    }
    return try readAddress()
  }

  /// Reads a string of 32 bytes.
  @inlinable
  package mutating func readHash32() throws(RLPError) -> Hash32 {
    if let hash = readUsualHash32() { return hash }
    return Hash32(word: word(of: try readString(count: 32)))
  }

  /// Reads a list and returns a decoder of its items.
  package mutating func readList() throws(RLPError) -> RLPDecoder {
    let payload = try peekList()
    position = payload.upperBound
    return RLPDecoder(storage: storage, position: payload.lowerBound, end: payload.upperBound)
  }

  /// What a decoder goes back to at the end of a list that it entered.
  package struct Outside {
    @usableFromInline let end: Int

    @inlinable init(end: Int) { self.end = end }
  }

  /// Goes into a list: the items that follow are the list's, up to `leaveList`.
  ///
  /// An error in between leaves the decoder in the list.
  @inlinable
  package mutating func enterList() throws(RLPError) -> Outside {
    if let outside = enterUsualList() { return outside }
    return try enterUnusualList()
  }

  @usableFromInline
  mutating func enterUnusualList() throws(RLPError) -> Outside {
    let payload = try peekList()
    let outside = Outside(end: end)
    position = payload.lowerBound
    end = payload.upperBound
    return outside
  }

  /// Goes into a string that holds items, as into a list; `leaveList` leaves it.
  mutating func enterString() throws(RLPError) -> Outside {
    let payload = try peekString()
    let outside = Outside(end: end)
    position = payload.lowerBound
    end = payload.upperBound
    return outside
  }

  /// The next byte, of whatever it is part; nil at the end.
  var nextByte: UInt8? { position < end ? byte(at: position) : nil }

  /// Goes past a byte that is no item.
  ///
  /// - Precondition: There is one.
  mutating func skipByte() {
    precondition(position < end, "no byte to skip")
    position &+= 1
  }

  /// Leaves a list, all of whose items must have been read.
  @inlinable
  package mutating func leaveList(to outside: Outside) throws(RLPError) {
    try finish()
    end = outside.end
  }

  /// Reads an item of either kind and returns its whole encoding; what a list holds is not
  /// examined.
  package mutating func readEncodedItem() throws(RLPError) -> ArraySlice<UInt8> {
    let item = try peekHeader()
    let start = position
    position = item.payload.upperBound
    return slice(start..<position)
  }

  /// The payload of the next item, which must be a string.
  @inline(__always)
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

  @usableFromInline
  mutating func readString(count: Int) throws(RLPError) -> Range<Int> {
    let payload = try peekString()
    guard payload.count == count else {
      throw RLPError(offset: offset, kind: .wrongLength(expected: count, found: payload.count))
    }
    position = payload.upperBound
    return payload
  }

  @usableFromInline
  mutating func readUnusualUInt64() throws(RLPError) -> UInt64 {
    smallNumber(in: try readNumber(byteCount: 8))
  }

  @usableFromInline
  mutating func readUnusualUInt256() throws(RLPError) -> UInt256 {
    let payload = try readNumber(byteCount: 32)
    return payload.count <= 8 ? UInt256(smallNumber(in: payload)) : word(of: payload)
  }

  /// The payload of a number, without leading zeros.
  private mutating func readNumber(byteCount: Int) throws(RLPError) -> Range<Int> {
    let payload = try peekString()
    if !payload.isEmpty, byte(at: payload.lowerBound) == 0 {
      throw RLPError(offset: offset, kind: .leadingZero)
    }
    guard payload.count <= byteCount else {
      throw RLPError(
        offset: offset, kind: .wrongLength(expected: byteCount, found: payload.count))
    }
    position = payload.upperBound
    return payload
  }

  /// At most 8 bytes as a big-endian number.
  private func smallNumber(in range: Range<Int>) -> UInt64 {
    var number: UInt64 = 0
    for index in range { number = number &<< 8 | UInt64(byte(at: index)) }
    return number
  }

  /// At most 32 bytes, and at least one, as a big-endian number.
  @usableFromInline
  func word(of range: Range<Int>) -> UInt256 {
    let end = range.upperBound
    guard end >= 32 else { return UInt256(bigEndianBytes: slice(range)) ?? .zero }
    // All 32 bytes up to the payload's end at once, then off with those that are not its own.
    let word = storage.withUnsafeBytes { bytes in
      UInt256(
        low: UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: end &- 16, as: UInt128.self)),
        high: UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: end &- 32, as: UInt128.self)))
    }
    return word & (UInt256.max >> (256 &- 8 &* range.count))
  }

  @inline(__always)
  private func byte(at position: Int) -> UInt8 {
    load(at: position)
  }

  private func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    let start = storage.startIndex
    return storage[start &+ range.lowerBound..<start &+ range.upperBound]
  }

  /// The payload of the next item, which must be a list.
  private func peekList() throws(RLPError) -> Range<Int> {
    let item = try peekHeader()
    guard item.isList else { throw RLPError(offset: offset, kind: .unexpectedString) }
    return item.payload
  }

  /// Examines the prefix of the next item and leaves the cursor before it.
  @inline(__always)
  private func peekHeader() throws(RLPError) -> (isList: Bool, payload: Range<Int>) {
    guard position < end else { throw RLPError(offset: offset, kind: .truncated) }
    let prefix = byte(at: position)
    if prefix < 0x80 { return (false, position..<position &+ 1) }
    let isList = prefix >= 0xc0
    let count = Int(prefix & 0x3f)
    guard count <= 55 else {
      return (isList, try longPayload(lengthWidth: count &- 55))
    }
    let payload = try payload(at: position &+ 1, count: count)
    if count == 1, !isList, byte(at: payload.lowerBound) < 0x80 {
      throw RLPError(offset: offset, kind: .nonCanonicalSingleByte)
    }
    return (isList, payload)
  }

  /// The payload whose length is written in `lengthWidth` bytes after the prefix.
  private func longPayload(lengthWidth: Int) throws(RLPError) -> Range<Int> {
    let lengthBytes = try payload(at: position + 1, count: lengthWidth)
    let length = smallNumber(in: lengthBytes)
    if byte(at: lengthBytes.lowerBound) == 0 || length <= 55 {
      throw RLPError(offset: offset, kind: .nonCanonicalLength)
    }
    guard let count = Int(exactly: length) else {
      throw RLPError(offset: offset, kind: .lengthOverflow)
    }
    return try payload(at: lengthBytes.upperBound, count: count)
  }

  @inline(__always)
  private func payload(at start: Int, count: Int) throws(RLPError) -> Range<Int> {
    // Compared as a difference: `start + count` could overflow.
    guard count <= end - start else { throw RLPError(offset: offset, kind: .truncated) }
    return start..<start &+ count
  }
}
