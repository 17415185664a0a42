/// A 32-byte hash, ordered by its bytes.
@frozen
public struct Hash32: Hashable, Sendable {
  /// The bytes as a big-endian number.
  public var word: UInt256

  /// Creates a hash from a big-endian number.
  @inlinable @inline(__always)
  public init(word: UInt256) {
    self.word = word
  }

  /// Reads 32 bytes.
  @inlinable @inline(__always)
  public init(bigEndian bytes: UnsafeRawPointer) {
    self.init(word: UInt256(bigEndian: bytes))
  }

  /// Creates a hash from exactly 32 bytes.
  @inlinable
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32, let word = UInt256(bigEndianBytes: bytes) else { return nil }
    self.init(word: word)
  }

  /// Parses "0x" and exactly 64 hexadecimal digits.
  public init?(hex: String) {
    guard hex.utf8.count == 66, let word = UInt256(hex: hex) else { return nil }
    self.init(word: word)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { word.bigEndianBytes }

  /// Writes the 32 bytes.
  @inlinable @inline(__always)
  public func store(to bytes: UnsafeMutableRawPointer) { word.store(bigEndianTo: bytes) }
}

extension Hash32 {
  /// The hash of zeros.
  @inlinable public static var zero: Hash32 { Hash32(word: .zero) }

  /// The keccak-256 hash of no bytes: the code hash of an account without code.
  @inlinable public static var emptyKeccak: Hash32 {
    Hash32(
      word: UInt256(
        low: 0xe500_b653_ca82_273b_7bfa_d804_5d85_a470,
        high: 0xc5d2_4601_86f7_233c_927e_7db2_dcc7_03c0))
  }

  /// The root of the empty trie: the keccak-256 hash of the RLP empty string.
  @inlinable public static var emptyTrieRoot: Hash32 {
    Hash32(
      word: UInt256(
        low: 0x5b48_e01b_996c_adc0_0162_2fb5_e363_b421,
        high: 0x56e8_1f17_1bcc_55a6_ff83_45e6_92c0_f86e))
  }

  /// The keccak-256 hash of the RLP empty list: the ommers hash since the Merge.
  @inlinable public static var emptyListHash: Hash32 {
    Hash32(
      word: UInt256(
        low: 0xd312_451b_948a_7413_f0a1_42fd_40d4_9347,
        high: 0x1dcc_4de8_dec7_5d7a_ab85_b567_b6cc_d41a))
  }
}

extension Hash32: Comparable {
  /// Compares the bytes.
  @inlinable
  public static func < (lhs: Hash32, rhs: Hash32) -> Bool { lhs.word < rhs.word }
}

extension Hash32: CustomStringConvertible {
  /// "0x" and 64 lower-case digits.
  public var description: String { bytes.hex }
}
