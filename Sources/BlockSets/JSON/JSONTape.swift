/// One value of a parsed text. Its kind is told by the byte at `offset`.
struct JSONTapeEntry {
  /// Where the value's first byte is; for a string, its opening quote.
  var offset: UInt32
  /// For an array or object, the tape index just past its last descendant (0 while it is open);
  /// for a string, the bytes between its quotes and `needsDecoding`; otherwise its length in bytes.
  var extent: UInt32

  /// Marks a string that has an escape sequence or a byte that is not ASCII.
  static let needsDecoding: UInt32 = 1 << 31
}

/// The values of a text in the order of their first bytes, keys included.
///
/// Every value takes at least one byte of the text, so the tape never has more entries than the
/// text has bytes.
struct JSONTape: ~Copyable {
  private(set) var entries: UnsafeMutablePointer<JSONTapeEntry>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    entries = .allocate(capacity: self.capacity)
  }

  deinit {
    entries.deallocate()
  }

  @inline(__always)
  mutating func append(offset: Int, extent: UInt32) {
    if count == capacity { grow() }
    (entries + count).initialize(
      to: JSONTapeEntry(offset: UInt32(truncatingIfNeeded: offset), extent: extent))
    count &+= 1
  }

  /// Ends the container at `index` after the last entry.
  @inline(__always)
  mutating func close(_ index: Int) {
    entries[index].extent = UInt32(truncatingIfNeeded: count)
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<JSONTapeEntry>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }
}
