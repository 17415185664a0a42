/// Appends items in the recursive length prefix encoding to one growing array.
package struct RLPEncoder {
  /// The bytes written so far; complete when every list is ended.
  package private(set) var bytes: [UInt8] = []
  private var listStarts: [Int] = []

  /// Creates an empty encoder.
  package init(reservingCapacity capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// The encoding.
  ///
  /// - Precondition: Every list is ended.
  package var result: [UInt8] {
    precondition(listStarts.isEmpty, "a list was not ended")
    return bytes
  }

  /// Encodes a number without leading zeros.
  package mutating func encode(uint value: UInt64) {
    if value < 0x80 {
      bytes.append(value == 0 ? 0x80 : UInt8(truncatingIfNeeded: value))
    } else {
      let count = RLPEncoder.byteWidth(value)
      bytes.append(0x80 &+ UInt8(truncatingIfNeeded: count))
      appendBigEndian(value, count: count)
    }
  }

  /// Encodes a number that is not negative.
  package mutating func encode(uint value: Int) {
    precondition(value >= 0, "RLP has no negative numbers")
    encode(uint: UInt64(truncatingIfNeeded: value))
  }

  /// Encodes a number without leading zeros.
  package mutating func encode(uint value: UInt256) {
    if let small = value.uint64 { return encode(uint: small) }
    let count = value.byteWidth
    bytes.append(0x80 &+ UInt8(truncatingIfNeeded: count))
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { buffer in
      if let base = buffer.baseAddress { value.store(bigEndianTo: base) }
      bytes.append(contentsOf: buffer[(32 &- count)...])
    }
  }

  /// Encodes a string of bytes.
  package mutating func encode(bytes string: [UInt8]) {
    string.withUnsafeBytes { encode(bytes: $0) }
  }

  /// Encodes a string of bytes.
  package mutating func encode(bytes string: ArraySlice<UInt8>) {
    string.withUnsafeBytes { encode(bytes: $0) }
  }

  /// Encodes a string of bytes.
  package mutating func encode(bytes string: UnsafeRawBufferPointer) {
    if string.count != 1 || string[0] >= 0x80 { appendPrefix(0x80, count: string.count) }
    bytes.append(contentsOf: string)
  }

  /// Encodes an address as a string of 20 bytes.
  package mutating func encode(address: Address) {
    bytes.append(0x80 + 20)
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 8) { buffer in
      if let base = buffer.baseAddress { address.store(to: base) }
      bytes.append(contentsOf: buffer)
    }
  }

  /// Encodes the recipient of a transaction: an address, or the empty string to create.
  package mutating func encode(optionalAddress address: Address?) {
    if let address { encode(address: address) } else { bytes.append(0x80) }
  }

  /// Encodes a hash as a string of 32 bytes.
  package mutating func encode(hash: Hash32) {
    bytes.append(0x80 + 32)
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { buffer in
      if let base = buffer.baseAddress { hash.store(to: base) }
      bytes.append(contentsOf: buffer)
    }
  }

  /// Appends an item that is already encoded.
  package mutating func append(encoded item: some Collection<UInt8>) {
    bytes.append(contentsOf: item)
  }

  /// Encodes a list of the items that `body` encodes.
  package mutating func list<E: Error>(
    _ body: (inout RLPEncoder) throws(E) -> Void
  ) throws(E) {
    beginList()
    try body(&self)
    endList()
  }

  /// Begins a list; what follows until the matching `endList` belongs to it.
  package mutating func beginList() {
    // One byte of prefix is right for most lists; `endList` widens it for the others.
    bytes.append(0)
    listStarts.append(bytes.count)
  }

  /// Ends the innermost list.
  ///
  /// - Precondition: A list was begun.
  package mutating func endList() {
    precondition(!listStarts.isEmpty, "no list to end")
    let start = listStarts.removeLast()
    let count = bytes.count - start
    if count <= 55 {
      bytes[start - 1] = 0xc0 &+ UInt8(truncatingIfNeeded: count)
      return
    }
    let width = RLPEncoder.byteWidth(UInt64(truncatingIfNeeded: count))
    bytes[start - 1] = 0xf7 &+ UInt8(truncatingIfNeeded: width)
    bytes.insert(
      contentsOf: (0..<width).map {
        UInt8(truncatingIfNeeded: count &>> (8 &* (width &- 1 &- $0)))
      },
      at: start)
  }

  /// The number of significant bytes.
  private static func byteWidth(_ value: UInt64) -> Int {
    (64 &- value.leadingZeroBitCount &+ 7) &>> 3
  }

  private mutating func appendPrefix(_ base: UInt8, count: Int) {
    if count <= 55 {
      bytes.append(base &+ UInt8(truncatingIfNeeded: count))
    } else {
      let width = RLPEncoder.byteWidth(UInt64(truncatingIfNeeded: count))
      bytes.append(base &+ 55 &+ UInt8(truncatingIfNeeded: width))
      appendBigEndian(UInt64(truncatingIfNeeded: count), count: width)
    }
  }

  private mutating func appendBigEndian(_ value: UInt64, count: Int) {
    var shift = 8 &* count
    while shift > 0 {
      shift &-= 8
      bytes.append(UInt8(truncatingIfNeeded: value &>> UInt64(truncatingIfNeeded: shift)))
    }
  }
}
