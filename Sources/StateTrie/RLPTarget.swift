import EthereumTypes

/// Writes RLP items into memory that has room for them. A number or a path may overwrite 32 bytes
/// behind it.
struct RLPTarget {
  private let bytes: UnsafeMutableRawPointer
  /// Where the next item goes.
  private(set) var end: Int

  init(_ bytes: UnsafeMutableRawPointer, from start: Int = 0) {
    self.bytes = bytes
    end = start
  }

  /// The number of bytes that `string` takes as an item.
  static func encodedCount(of string: UnsafeRawBufferPointer) -> Int {
    if string.count == 1, string[0] < 0x80 { return 1 }
    return 1 + string.count + lengthWidth(string.count)
  }

  /// The number of bytes that `number` takes as an item.
  static func encodedCount(of number: UInt256) -> Int {
    number < 0x80 ? 1 : 1 + byteWidth(number)
  }

  mutating func beginList(payloadCount: Int) {
    appendPrefix(0xc0, count: payloadCount)
  }

  mutating func append(byte: UInt8) {
    bytes.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
    end &+= 1
  }

  mutating func append(string: UnsafeRawBufferPointer) {
    if string.count != 1 || string[0] >= 0x80 { appendPrefix(0x80, count: string.count) }
    UnsafeMutableRawBufferPointer(start: bytes + end, count: string.count).copyMemory(from: string)
    end &+= string.count
  }

  mutating func append(uint number: UInt256) {
    let width = Self.byteWidth(number)
    if width != 1 || number >= 0x80 { append(byte: 0x80 &+ UInt8(truncatingIfNeeded: width)) }
    (number << (256 - 8 * width)).store(bigEndianTo: bytes + end)
    end &+= width
  }

  mutating func append(hash: Hash32) {
    append(NodeReference(hash: hash))
  }

  mutating func append(_ reference: NodeReference) {
    end &+= reference.store(to: bytes + end)
  }

  /// Appends the hex-prefix encoding of a path (Yellow Paper, appendix C).
  mutating func append(path: NibblePath, isLeaf: Bool) {
    let isOdd = path.count & 1 == 1
    if path.count > 1 { append(byte: 0x80 &+ UInt8(truncatingIfNeeded: path.count / 2 + 1)) }
    append(byte: UInt8((isLeaf ? 0x20 : 0) | (isOdd ? 0x10 | path[0] : 0)))
    let pairs = isOdd ? path.dropFirst(1) : path
    pairs.word.store(bigEndianTo: bytes + end)
    end &+= pairs.count / 2
  }

  private mutating func appendPrefix(_ base: UInt8, count: Int) {
    let width = Self.lengthWidth(count)
    if width == 0 {
      append(byte: base &+ UInt8(truncatingIfNeeded: count))
    } else {
      append(byte: base &+ 55 &+ UInt8(truncatingIfNeeded: width))
      for shift in (0..<width).reversed() {
        append(byte: UInt8(truncatingIfNeeded: count &>> (8 &* shift)))
      }
    }
  }

  /// The number of bytes that a length takes behind the prefix byte.
  private static func lengthWidth(_ count: Int) -> Int {
    count <= 55 ? 0 : (64 &- count.leadingZeroBitCount &+ 7) &>> 3
  }

  /// The number of bytes of `number` without leading zeros.
  private static func byteWidth(_ number: UInt256) -> Int {
    (256 &- number.leadingZeroBitCount &+ 7) &>> 3
  }
}
