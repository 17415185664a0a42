import EthereumTypes

/// RLP encodings of nodes, one after the other.
struct EncodingBuffer {
  /// Bounds everything of an encoding but its value, with room for stores that overshoot.
  private static let structureRoom = 640

  private var bytes = [UInt8](repeating: 0, count: 1 << 13)
  /// Where each encoding ends.
  private var ends: [Int] = []
  private var end = 0

  mutating func removeAll() {
    ends.removeAll(keepingCapacity: true)
    end = 0
  }

  /// How a parent refers to the node of each encoding.
  var references: [NodeReference] {
    let hashes = keccak256(each: bytes, ends: ends)
    var start = 0
    return zip(ends, hashes).map { end, hash in
      defer { start = end }
      return end - start >= 32
        ? NodeReference(hash: hash) : NodeReference(embedding: bytes[start..<end])
    }
  }

  /// Appends the encoding of `node`.
  mutating func append(_ node: LeafNode) {
    append(valueCount: node.value.count) { target in
      target.beginList(
        payloadCount: node.path.encodedCount + RLPTarget.encodedCount(of: node.value))
      target.append(path: node.path, isLeaf: true)
      target.append(string: node.value)
    }
  }

  /// Appends the encoding of `node`, whose child has a reference.
  mutating func append(_ node: ExtensionNode) {
    append(valueCount: 0) { target in
      let child = node.child.reference
      target.beginList(payloadCount: node.path.encodedCount + child.encodedCount)
      target.append(path: node.path, isLeaf: false)
      target.append(child)
    }
  }

  /// Appends the encoding of `node`, whose children have references.
  mutating func append(_ node: BranchNode) {
    let value = node.value ?? []
    append(valueCount: value.count) { target in
      var payloadCount = RLPTarget.encodedCount(of: value)
      for nibble in 0..<16 {
        payloadCount += node.child(at: nibble)?.reference.encodedCount ?? 1
      }
      target.beginList(payloadCount: payloadCount)
      for nibble in 0..<16 {
        if let child = node.child(at: nibble) {
          target.append(child.reference)
        } else {
          target.append(byte: 0x80)
        }
      }
      target.append(string: value)
    }
  }

  @inline(__always)
  private mutating func append(valueCount: Int, _ write: (inout RLPTarget) -> Void) {
    let needed = end + valueCount + Self.structureRoom
    if bytes.count < needed {
      bytes.append(contentsOf: repeatElement(0, count: max(needed, bytes.count)))
    }
    end = bytes.withUnsafeMutableBytes { bytes in
      var target = RLPTarget(bytes: bytes, end: end)
      write(&target)
      return target.end
    }
    ends.append(end)
  }
}

/// Writes the items of nodes into memory that has room for them.
private struct RLPTarget {
  let bytes: UnsafeMutableRawBufferPointer
  var end: Int

  /// The number of bytes that `string` takes as an item.
  static func encodedCount(of string: [UInt8]) -> Int {
    if string.count == 1, string[0] < 0x80 { return 1 }
    return 1 + string.count + lengthWidth(string.count)
  }

  mutating func beginList(payloadCount: Int) {
    appendPrefix(0xc0, count: payloadCount)
  }

  mutating func append(byte: UInt8) {
    bytes[end] = byte
    end &+= 1
  }

  mutating func append(string: [UInt8]) {
    if string.count != 1 || string[0] >= 0x80 { appendPrefix(0x80, count: string.count) }
    string.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(rebasing: bytes[end...]).copyMemory(from: $0)
    }
    end &+= string.count
  }

  mutating func append(_ reference: NodeReference) {
    end &+= reference.store(to: UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
  }

  /// Appends the hex-prefix encoding of a path (Yellow Paper, appendix C).
  mutating func append(path: NibblePath, isLeaf: Bool) {
    let isOdd = path.count & 1 == 1
    if path.count > 1 { append(byte: 0x80 &+ UInt8(truncatingIfNeeded: path.count / 2 + 1)) }
    append(byte: UInt8((isLeaf ? 0x20 : 0) | (isOdd ? 0x10 | path[0] : 0)))
    let pairs = isOdd ? path.dropFirst(1) : path
    bytes.storeBytes(bigEndian: pairs.word, at: end)
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
}
