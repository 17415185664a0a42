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
/// A value has a separator before it or, as the first of its container, that container's closing
/// bracket to itself; so a text of *n* bytes has at most *n* ÷ 2 values, and one for each
/// container that is still open.
struct JSONTape: ~Copyable {
  private(set) var entries: UnsafeMutablePointer<JSONTapeEntry>
  private(set) var count = 0
  private var capacity: Int
  private let largest: Int

  init(textCount: Int) {
    largest = textCount / 2 + JSONParser.maximumDepth
    // Hex-heavy texts have a value every 20 to 40 bytes.
    capacity = textCount / 16 + 16
    entries = .allocate(capacity: capacity)
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
    precondition(capacity < largest, "a text has at most n / 2 values and the open containers")
    capacity = min(capacity * 2, largest)
    let larger = UnsafeMutablePointer<JSONTapeEntry>.allocate(capacity: capacity)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
  }
}
