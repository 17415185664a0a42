import CKeccak

/// The 2048-bit filter over the addresses and topics of logs.
///
/// Words are kept least significant first, so that bit *b* of the filter is bit *b* mod 64 of
/// word *b* ÷ 64; the byte form is big-endian.
package struct Bloom: Sendable {
  private var words: InlineArray<32, UInt64>

  /// Bytes of the encoded filter.
  package static let byteCount = 256

  /// The filter of no logs.
  package init() {
    words = InlineArray(repeating: 0)
  }

  /// The filter of these logs.
  package init(_ logs: [Log]) {
    self.init()
    let count = logs.reduce(0) { $0 + 1 + $1.topics.count }
    guard count > 0 else { return }
    // Hashed together, an item costs a fourth of one hashed alone. On the stack: every transaction
    // makes a filter.
    withUnsafeTemporaryAllocation(byteCount: 64 * count, alignment: 16) { bytes in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { ends in
        guard let items = bytes.baseAddress, let ends = ends.baseAddress else { return }
        let hashes = items + 32 * count
        Self.store(logs, to: items, ends: ends)
        bal_keccak256_batch(items, ends, count, hashes)
        for index in 0..<count { insert(hash: Hash32(bigEndian: hashes + 32 * index)) }
      }
    }
  }

  /// Writes every address and topic, one after the other.
  private static func store(
    _ logs: [Log], to items: UnsafeMutableRawPointer, ends: UnsafeMutablePointer<Int>
  ) {
    var offset = 0
    var index = 0
    for log in logs {
      log.address.store(to: items + offset)
      offset += 20
      ends[index] = offset
      index += 1
      for topic in log.topics {
        topic.word.store(bigEndianTo: items + offset)
        offset += 32
        ends[index] = offset
        index += 1
      }
    }
  }

  /// Reads 256 bytes; `nil` for any other count.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init()
    for (position, byte) in bytes.enumerated() {
      let bit = 8 &* (Self.byteCount &- 1 &- position)
      words[bit >> 6] |= UInt64(byte) << UInt64(bit & 63)
    }
  }

  /// Reads `0x` and 512 digits.
  package init?(hex: String) {
    guard let bytes = [UInt8](hex: hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// The 256 bytes, big-endian.
  package var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
      let target = UnsafeMutableRawBufferPointer(buffer)
      for index in words.indices {
        target.storeBytes(
          of: words[index].bigEndian, toByteOffset: Self.byteCount &- 8 &* (index &+ 1),
          as: UInt64.self)
      }
      count = Self.byteCount
    }
  }

  /// `0x` and 512 digits.
  package var hex: String { bytes.hex }

  /// Adds a log's address and topics.
  package mutating func insert(_ log: Log) {
    insert(hash: keccak256(log.address))
    for topic in log.topics { insert(hash: keccak256(word: topic.word)) }
  }

  /// Adds everything that `other` holds.
  package mutating func formUnion(_ other: Bloom) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// The filter of what either holds.
  package func union(_ other: Bloom) -> Bloom {
    var result = self
    result.formUnion(other)
    return result
  }

  /// Sets the three bits that the leading three byte pairs of a hash name, 11 bits each.
  private mutating func insert(hash: Hash32) {
    let pairs = UInt64(truncatingIfNeeded: hash.word.high >> 64)
    set(bit: Int(pairs >> 48) & 0x7ff)
    set(bit: Int(pairs >> 32) & 0x7ff)
    set(bit: Int(pairs >> 16) & 0x7ff)
  }

  private mutating func set(bit: Int) {
    words[bit >> 6] |= 1 << UInt64(bit & 63)
  }
}

extension Bloom: Hashable {
  package static func == (a: Bloom, b: Bloom) -> Bool {
    a.words.indices.allSatisfy { a.words[$0] == b.words[$0] }
  }

  package func hash(into hasher: inout Hasher) {
    for index in words.indices { hasher.combine(words[index]) }
  }
}
