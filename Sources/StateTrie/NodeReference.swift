import EthereumTypes

/// How a node is written inside its parent: by its hash, or whole where its RLP is shorter than a
/// hash.
struct NodeReference: BitwiseCopyable, Sendable {
  /// The bytes from the most significant end; those beyond `length` are zero.
  private let word: UInt256
  private let length: UInt8

  private init(word: UInt256, length: Int) {
    self.word = word
    self.length = UInt8(truncatingIfNeeded: length)
  }

  /// The reference of a node that is still to be hashed.
  static let unassigned = NodeReference(word: .zero, length: 0)

  /// Whether the node was hashed.
  var isAssigned: Bool { length != 0 }

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

  /// The hash of a trie whose root node this refers to: roots are hashed however short.
  var rootHash: Hash32 {
    if length == 32 { return Hash32(word: word) }
    return keccak256([UInt8](word.bigEndianBytes.prefix(Int(length))))
  }

  /// The number of bytes that the reference takes as an item of its parent.
  var encodedCount: Int { length == 32 ? 33 : Int(length) }

  /// Writes the reference as an item of its parent and returns its number of bytes, at most 33;
  /// as many may be overwritten.
  func store(to target: UnsafeMutableRawPointer) -> Int {
    if length == 32 {
      target.storeBytes(of: 0x80 + 32, as: UInt8.self)
      word.store(bigEndianTo: target + 1)
    } else {
      word.store(bigEndianTo: target)
    }
    return encodedCount
  }
}
