import EthereumTypes

/// How a node is written inside its parent: by its hash, or whole where its RLP is shorter than a
/// hash.
struct NodeReference: Equatable, Sendable {
  /// The bytes from the most significant end; those beyond `count` are zero.
  private let word: UInt256
  private let length: UInt8

  private init(word: UInt256, count: Int) {
    self.word = word
    self.length = UInt8(truncatingIfNeeded: count)
  }

  /// The reference of a node that is still to be hashed.
  static var unassigned: NodeReference { NodeReference(word: .zero, count: 0) }

  /// A reference by hash.
  init(hash: Hash32) {
    self.init(word: hash.word, count: 32)
  }

  /// The reference to the node with the RLP `encoding`.
  init(encoding: UnsafeRawBufferPointer) {
    if encoding.count >= 32 {
      self.init(hash: keccak256(encoding))
    } else {
      var word = UInt256.zero
      for byte in encoding { word = word << 8 | UInt256(UInt64(byte)) }
      self.init(word: word << (256 - 8 * encoding.count), count: encoding.count)
    }
  }

  /// Whether the node has been hashed.
  var isAssigned: Bool { length != 0 }

  /// The hash of a trie whose root node this refers to: roots are hashed however short.
  var rootHash: Hash32 {
    if length == 32 { return Hash32(word: word) }
    return keccak256([UInt8](word.bigEndianBytes.prefix(Int(length))))
  }

  /// Writes the reference as an item of its parent and returns the number of bytes; up to 33 bytes
  /// at `target` are overwritten.
  @inline(__always)
  func store(to target: UnsafeMutableRawPointer) -> Int {
    if length == 32 {
      target.storeBytes(of: 0x80 + 32, as: UInt8.self)
      word.store(bigEndianTo: target + 1)
      return 33
    }
    word.store(bigEndianTo: target)
    return Int(length)
  }
}
