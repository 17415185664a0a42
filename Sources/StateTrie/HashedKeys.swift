import EthereumTypes

/// Hashed keys in ascending order, each with the position it had; equal ones in the order of their
/// positions.
struct HashedKeys: RandomAccessCollection, Sendable {
  /// A key and its position in the sequence that it came from.
  struct Entry: BitwiseCopyable {
    let key: Hash32
    let position: Int

    static func < (a: Entry, b: Entry) -> Bool {
      a.key == b.key ? a.position < b.position : a.key < b.key
    }
  }

  /// Up to here plain sorting is faster.
  private static let sortedPlainly = 64

  private var entries: [Entry]

  /// Sorts `keys`.
  ///
  /// - Complexity: O(*n*) for hashes, O(*n* log *n*) for keys that are not spread evenly.
  init(_ keys: some Collection<Hash32>) {
    entries = keys.enumerated().map { Entry(key: $1, position: $0) }
    if entries.count <= Self.sortedPlainly {
      entries.sort { $0 < $1 }
    } else {
      entries = Self.sorted(entries)
    }
  }

  /// Deals the entries to about as many buckets as there are, by their first bits, and sorts
  /// each.
  private static func sorted(_ entries: [Entry]) -> [Entry] {
    let bits = Swift.min(63 &- entries.count.leadingZeroBitCount, 20)
    func bucket(_ entry: Entry) -> Int {
      Int(truncatingIfNeeded: entry.key.word.high &>> UInt128(128 &- bits))
    }
    var ends = [Int](repeating: 0, count: 1 << bits)
    for entry in entries { ends[bucket(entry)] &+= 1 }
    var total = 0
    for index in ends.indices {
      total &+= ends[index]
      ends[index] = total
    }
    return [Entry](unsafeUninitializedCapacity: entries.count) { output, count in
      // From the last on, so that each bucket fills downwards from its end.
      for entry in entries.reversed() {
        let index = bucket(entry)
        ends[index] &-= 1
        output.initializeElement(at: ends[index], to: entry)
      }
      count = entries.count
      for index in ends.indices {
        let end = index + 1 < ends.count ? ends[index + 1] : entries.count
        if end - ends[index] > 1 { output[ends[index]..<end].sort { $0 < $1 } }
      }
    }
  }

  var startIndex: Int { entries.startIndex }
  var endIndex: Int { entries.endIndex }

  subscript(index: Int) -> Entry { entries[index] }
}
