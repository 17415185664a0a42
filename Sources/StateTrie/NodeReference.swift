import EthereumTypes

/// How a node is written inside its parent: by its hash, or whole where its RLP is shorter than a
/// hash.
struct NodeReference: Equatable, Sendable {
  /// The bytes from the most significant end; those beyond `length` are zero.
  private let word: UInt256
  private let length: UInt8

  private init(word: UInt256, length: Int) {
    self.word = word
    self.length = UInt8(truncatingIfNeeded: length)
  }

  /// The reference of a node that is still to be hashed, `height` levels above nodes that have
  /// theirs.
  static func unassigned(height: Int) -> NodeReference {
    NodeReference(word: UInt256(height), length: 0)
  }

  /// A reference by hash.
  init(hash: Hash32) {
    self.init(word: hash.word, length: 32)
  }

  /// The reference to the node with the RLP `encoding`, of fewer than 32 bytes.
  init(embedding encoding: ArraySlice<UInt8>) {
    var word = UInt256.zero
    for byte in encoding { word = word << 8 | UInt256(UInt64(byte)) }
    self.init(word: word << (256 - 8 * encoding.count), length: encoding.count)
  }

  /// The lowest height of a parent: above this node if that is still to be hashed.
  var heightOfParent: Int {
    length == 0 ? Int(truncatingIfNeeded: word.low) + 1 : 0
  }

  /// The hash of a trie whose root node this refers to: roots are hashed however short.
  var rootHash: Hash32 {
    if length == 32 { return Hash32(word: word) }
    return keccak256([UInt8](word.bigEndianBytes.prefix(Int(length))))
  }

  /// The number of bytes that the reference takes as an item of its parent.
  var encodedCount: Int { length == 32 ? 33 : Int(length) }

  /// Writes the reference as an item of its parent and returns its number of bytes, at most 33;
  /// as many may be overwritten.
  func store(to target: UnsafeMutableRawBufferPointer) -> Int {
    if length == 32 {
      target[0] = 0x80 + 32
      target.storeBytes(bigEndian: word, at: 1)
    } else {
      target.storeBytes(bigEndian: word, at: 0)
    }
    return encodedCount
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Writes the 32 bytes of `word`.
  func storeBytes(bigEndian word: UInt256, at offset: Int) {
    precondition(offset >= 0 && offset + 32 <= count, "a word must fit")
    // A buffer with room has a base address.
    if let baseAddress { word.store(bigEndianTo: baseAddress + offset) }
  }
}
