/// A key of a `DenseIndex`.
protocol DenseKey: Equatable {
  /// A hash with entropy in its low bits, the same in every run.
  var denseHash: UInt64 { get }
}

/// Numbers distinct keys 0, 1, 2, … in the order in which they first appear.
///
/// A flat table with linear probing at a load of at most one half: a look-up costs a hash and
/// mostly one comparison, where `Dictionary` pays for SipHash.
struct DenseIndex<Key: DenseKey & Sendable>: Sendable {
  /// The keys by number.
  private(set) var keys: [Key] = []
  /// The number of a key plus one; 0 where the table is empty.
  private var slots: [Int32]
  private let mask: Int

  /// An index with room for so many distinct keys.
  init(capacity: Int) {
    var size = 8
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    mask = size - 1
    keys.reserveCapacity(capacity)
  }

  /// The number of a key, which is new if it equals the count of keys before the call.
  mutating func insert(_ key: Key) -> Int {
    let slot = slot(of: key)
    if slots[slot] == 0 {
      precondition(keys.count * 2 <= mask, "more keys than the index has room for")
      keys.append(key)
      slots[slot] = Int32(keys.count)
    }
    return Int(slots[slot]) - 1
  }

  /// The number of a key, or nil if it was never inserted.
  func number(of key: Key) -> Int? {
    let number = slots[slot(of: key)]
    return number == 0 ? nil : Int(number) - 1
  }

  /// Where the key stands, or would stand.
  private func slot(of key: Key) -> Int {
    var slot = Int(truncatingIfNeeded: key.denseHash) & mask
    while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
    return slot
  }
}
