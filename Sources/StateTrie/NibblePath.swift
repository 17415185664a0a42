import EthereumTypes

/// A path through a trie: at most 64 nibbles, enough for a 32-byte key, without an allocation.
package struct NibblePath: Hashable, BitwiseCopyable, Sendable {
  /// The nibbles from the most significant end; those beyond `count` are zero.
  let word: UInt256
  private let length: UInt8

  /// The most nibbles that a path can hold.
  static let maximumCount = 64

  /// The empty path.
  init() {
    self.init(word: .zero, count: 0)
  }

  /// The path of a hashed key.
  init(_ key: Hash32) {
    self.init(word: key.word, count: Self.maximumCount)
  }

  /// The path of a key of at most 32 bytes.
  init(_ key: [UInt8]) {
    guard let word = UInt256(bigEndianBytes: key) else {
      preconditionFailure("a trie's key has at most 32 bytes")
    }
    self.init(word: word << (256 - 8 * key.count), count: 2 * key.count)
  }

  /// One step.
  init(nibble: Int) {
    self.init(word: UInt256(low: 0, high: UInt128(truncatingIfNeeded: nibble) &<< 124), count: 1)
  }

  /// The first `count` nibbles of `word`, whose others must be zero.
  init(word: UInt256, count: Int) {
    self.word = word
    self.length = UInt8(truncatingIfNeeded: count)
  }

  /// The number of nibbles.
  var count: Int { Int(length) }

  /// The number of bytes that the path's hex-prefix encoding takes as an RLP item.
  var encodedCount: Int { count <= 1 ? 1 : count / 2 + 2 }

  /// The nibble at `index`, from 0 to 15.
  subscript(index: Int) -> Int {
    let half = index < 32 ? word.high : word.low
    return Int(truncatingIfNeeded: half &>> UInt128(124 &- 4 &* (index & 31))) & 15
  }

  /// The path without its first `count` nibbles.
  func dropFirst(_ count: Int) -> NibblePath {
    NibblePath(word: word << (4 * count), count: self.count - count)
  }

  /// The first `count` nibbles.
  func prefix(_ count: Int) -> NibblePath {
    let unused = 256 - 4 * count
    return NibblePath(word: (word >> unused) << unused, count: count)
  }

  /// The path followed by `other`; together they must not exceed 64 nibbles.
  func appending(_ other: NibblePath) -> NibblePath {
    let total = count + other.count
    precondition(total <= Self.maximumCount, "a path has at most 64 nibbles")
    return NibblePath(word: word | other.word >> (4 * count), count: total)
  }

  /// How many nibbles the two paths have in common before they part or one ends.
  func commonPrefixCount(with other: NibblePath) -> Int {
    let equalNibbles = (word ^ other.word).leadingZeroBitCount / 4
    return min(equalNibbles, count, other.count)
  }
}

extension NibblePath: Comparable {
  /// Lexicographic order, in which a path stands before its continuations.
  package static func < (lhs: NibblePath, rhs: NibblePath) -> Bool {
    // The unused nibbles are zero, so equal words mean that one path continues the other.
    lhs.word == rhs.word ? lhs.length < rhs.length : lhs.word < rhs.word
  }
}

extension NibblePath: CustomStringConvertible {
  /// One hexadecimal digit a nibble.
  package var description: String {
    (0..<count).map { String(self[$0], radix: 16) }.joined()
  }
}
