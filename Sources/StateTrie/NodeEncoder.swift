import EthereumTypes

/// Writes the RLP of nodes into one scratch buffer and makes their references.
///
/// The payload is written first, behind room for the list's prefix, which is put before it once
/// the length is known.
struct NodeEncoder: ~Copyable {
  /// The longest list prefix: one byte and a length of 64 bits.
  private static let prefixRoom = 9
  /// Bounds everything of a node but its value, with room for stores that overshoot.
  private static let structureRoom = 640

  private var buffer: UnsafeMutableRawBufferPointer
  private var end = 0

  init() {
    buffer = .allocate(byteCount: 2 * Self.structureRoom, alignment: 16)
  }

  deinit {
    buffer.deallocate()
  }

  /// The reference of `node`, whose children have theirs.
  mutating func reference(to node: LeafNode) -> NodeReference {
    begin(valueCount: node.value.count)
    append(path: node.path, isLeaf: true)
    append(value: node.value)
    return finish()
  }

  /// The reference of `node`, whose child has its own.
  mutating func reference(to node: ExtensionNode) -> NodeReference {
    begin(valueCount: 0)
    append(path: node.path, isLeaf: false)
    append(node.child)
    return finish()
  }

  /// The reference of `node`, whose children have theirs.
  mutating func reference(to node: BranchNode) -> NodeReference {
    begin(valueCount: node.slots.value?.count ?? 0)
    for nibble in 0..<16 {
      if let child = node.slots.children[nibble] { append(child) } else { append(byte: 0x80) }
    }
    append(value: node.slots.value ?? [])
    return finish()
  }

  private mutating func begin(valueCount: Int) {
    let needed = valueCount + Self.structureRoom
    if buffer.count < needed {
      buffer.deallocate()
      buffer = .allocate(byteCount: 2 * needed, alignment: 16)
    }
    end = Self.prefixRoom
  }

  private mutating func append(byte: UInt8) {
    buffer[end] = byte
    end &+= 1
  }

  private mutating func append(_ child: TrieNode) {
    end &+= child.reference.store(to: target)
  }

  /// Appends the hex-prefix encoding of a path (Yellow Paper, appendix C).
  private mutating func append(path: NibblePath, isLeaf: Bool) {
    let isOdd = path.count & 1 == 1
    if path.count > 1 { append(byte: 0x80 &+ UInt8(truncatingIfNeeded: path.count / 2 + 1)) }
    let flags = UInt8((isLeaf ? 0x20 : 0) | (isOdd ? 0x10 | path[0] : 0))
    append(byte: flags)
    let pairs = isOdd ? path.dropFirst(1) : path
    pairs.word.store(bigEndianTo: target)
    end &+= pairs.count / 2
  }

  private mutating func append(value: [UInt8]) {
    if value.count != 1 || value[0] >= 0x80 {
      if value.count <= 55 {
        append(byte: 0x80 &+ UInt8(truncatingIfNeeded: value.count))
      } else {
        let width = (64 - value.count.leadingZeroBitCount + 7) / 8
        append(byte: 0xb7 &+ UInt8(truncatingIfNeeded: width))
        for shift in (0..<width).reversed() {
          append(byte: UInt8(truncatingIfNeeded: value.count &>> (8 &* shift)))
        }
      }
    }
    value.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(rebasing: buffer[end...]).copyMemory(from: $0)
    }
    end += value.count
  }

  /// Puts the list prefix before the payload and refers to the whole.
  private mutating func finish() -> NodeReference {
    var start = Self.prefixRoom
    let count = end - start
    if count <= 55 {
      start -= 1
      buffer[start] = 0xc0 &+ UInt8(truncatingIfNeeded: count)
    } else {
      var rest = count
      while rest > 0 {
        start -= 1
        buffer[start] = UInt8(truncatingIfNeeded: rest)
        rest &>>= 8
      }
      let width = Self.prefixRoom - start
      start -= 1
      buffer[start] = 0xf7 &+ UInt8(truncatingIfNeeded: width)
    }
    return NodeReference(encoding: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
  }

  private var target: UnsafeMutableRawPointer {
    // The buffer is never empty, so it has a base address.
    guard let base = buffer.baseAddress else { preconditionFailure("no scratch buffer") }
    return base + end
  }
}
