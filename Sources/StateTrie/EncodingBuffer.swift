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

  /// Gives each of the nodes whose encodings these are its reference.
  func assignReferences(to nodes: [TrieNode]) {
    let hashes = keccak256(each: bytes, ends: ends)
    var start = 0
    for position in nodes.indices {
      let end = ends[position]
      nodes[position].reference =
        end - start >= 32
        ? NodeReference(hash: hashes[position]) : NodeReference(embedding: bytes[start..<end])
      start = end
    }
  }

  /// Appends the encoding of `node`, whose children have references.
  mutating func append(_ node: TrieNode) {
    switch node.content {
    case .leaf(let node): append(node.pointee)
    case .extension(let node): append(node.pointee)
    case .branch(let node): append(node)
    case .unresolved: preconditionFailure("an unresolved node has its reference")
    }
  }

  private mutating func append(_ node: LeafNode) {
    append(valueCount: node.value.count) { target in
      target.beginList(
        payloadCount: node.path.encodedCount + RLPTarget.encodedCount(of: node.value.buffer))
      target.append(path: node.path, isLeaf: true)
      target.append(string: node.value.buffer)
    }
  }

  private mutating func append(_ node: ExtensionNode) {
    append(valueCount: 0) { target in
      let child = node.child.reference
      target.beginList(payloadCount: node.path.encodedCount + child.encodedCount)
      target.append(path: node.path, isLeaf: false)
      target.append(child)
    }
  }

  private mutating func append(_ node: UnsafeMutablePointer<BranchNode>) {
    let value = node.pointee.slots.value?.buffer ?? UnsafeRawBufferPointer(start: nil, count: 0)
    append(valueCount: value.count) { target in
      var payloadCount = RLPTarget.encodedCount(of: value) + 16 - node.pointee.slots.childCount
      for nibble in 0..<16 {
        if let child = node.pointee.slots[nibble] { payloadCount += child.reference.encodedCount }
      }
      target.beginList(payloadCount: payloadCount)
      for nibble in 0..<16 {
        if let child = node.pointee.slots[nibble] {
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
      // There is room, so there is a base address.
      guard let base = bytes.baseAddress else { return end }
      var target = RLPTarget(base, from: end)
      write(&target)
      return target.end
    }
    ends.append(end)
  }
}
