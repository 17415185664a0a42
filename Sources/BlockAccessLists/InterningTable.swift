import EthereumTypes

/// Numbers distinct keys 0, 1, 2 … in the order of their first appearance.
///
/// An open-addressing index over densely stored keys: recording a block looks the same few
/// thousand addresses and slots up tens of thousands of times. Gas bounds how many keys a block
/// can have, and with them the worst case of its unseeded hash.
struct InterningTable<Key: InternedKey>: Sendable {
  /// The keys, by number.
  private(set) var keys: [Key] = []
  /// Numbers of keys by hash, `vacant` where there is none; a power of two of them.
  private var buckets: [Int32]
  private static var vacant: Int32 { -1 }

  /// An empty table with room for a few keys.
  init() {
    buckets = [Int32](repeating: Self.vacant, count: 64)
  }

  /// The number of `key`, given now if it has none yet.
  ///
  /// - Complexity: O(1) expected.
  mutating func number(of key: Key) -> Int32 {
    var bucket = Int(truncatingIfNeeded: key.hashWord()) & (buckets.count - 1)
    while buckets[bucket] != Self.vacant {
      if keys[Int(buckets[bucket])] == key { return buckets[bucket] }
      bucket = (bucket + 1) & (buckets.count - 1)
    }
    let number = Int32(keys.count)
    keys.append(key)
    buckets[bucket] = number
    if keys.count * 2 > buckets.count { grow() }
    return number
  }

  /// The number of `key`, if it has one.
  ///
  /// - Complexity: O(1) expected.
  func existingNumber(of key: Key) -> Int32? {
    var bucket = Int(truncatingIfNeeded: key.hashWord()) & (buckets.count - 1)
    while buckets[bucket] != Self.vacant {
      if keys[Int(buckets[bucket])] == key { return buckets[bucket] }
      bucket = (bucket + 1) & (buckets.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    let count = buckets.count * 4
    buckets = [Int32](repeating: Self.vacant, count: count)
    for (number, key) in keys.enumerated() {
      var bucket = Int(truncatingIfNeeded: key.hashWord()) & (count - 1)
      while buckets[bucket] != Self.vacant { bucket = (bucket + 1) & (count - 1) }
      buckets[bucket] = Int32(number)
    }
  }
}

/// A key with a cheap hash whose low bits are well mixed.
protocol InternedKey: Equatable, Sendable {
  /// The hash.
  func hashWord() -> UInt64
}

extension Address: InternedKey {}
