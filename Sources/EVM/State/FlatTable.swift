/// Dense entries behind an open-addressing index, emptied by counting up a generation.
///
/// Own table rather than Dictionary: look-ups of 20-byte keys are some seven times faster
/// (performance.md, "Maps"), and clearing costs nothing. Entries keep their place until the table
/// is emptied; pointers to them are valid until the next insertion.
package struct FlatTable<Entry>: ~Copyable {
  package private(set) var entries: UnsafeMutablePointer<Entry>
  package private(set) var count = 0
  private var entryCapacity: Int
  /// `generation << 32 | entry index`; another generation marks a free cell.
  private var cells: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var generation: UInt64 = 1

  package init(minimumCapacity: Int = 64) {
    entryCapacity = minimumCapacity
    entries = .allocate(capacity: minimumCapacity)
    mask = minimumCapacity * 2 - 1
    precondition(mask & minimumCapacity == minimumCapacity, "capacity is a power of two")
    cells = .allocate(capacity: mask + 1)
    cells.initialize(repeating: 0, count: mask + 1)
  }

  deinit {
    entries.deinitialize(count: count)
    entries.deallocate()
    cells.deallocate()
  }

  /// Forgets all entries.
  package mutating func removeAll() {
    entries.deinitialize(count: count)
    count = 0
    generation += 1
    if generation > UInt64(UInt32.max) {
      cells.update(repeating: 0, count: mask + 1)
      generation = 1
    }
  }

  /// The index of the entry that `matches`, if there is one.
  @inline(__always)
  package func find(hash: UInt64, matches: (borrowing Entry) -> Bool) -> Int? {
    var cell = Int(truncatingIfNeeded: hash) & mask
    while cells[cell] >> 32 == generation {
      let index = Int(truncatingIfNeeded: cells[cell] & 0xffff_ffff)
      if matches(entries[index]) { return index }
      cell = (cell + 1) & mask
    }
    return nil
  }

  /// The index of the entry that `matches`, inserting what `make` gives where there is none.
  @inline(__always)
  package mutating func findOrInsert(
    hash: UInt64, matches: (borrowing Entry) -> Bool, make: () -> Entry,
    rehash: (borrowing Entry) -> UInt64
  ) -> Int {
    var cell = Int(truncatingIfNeeded: hash) & mask
    while cells[cell] >> 32 == generation {
      let index = Int(truncatingIfNeeded: cells[cell] & 0xffff_ffff)
      if matches(entries[index]) { return index }
      cell = (cell + 1) & mask
    }
    if count == entryCapacity {
      grow(rehash: rehash)
      return findOrInsert(hash: hash, matches: matches, make: make, rehash: rehash)
    }
    let index = count
    (entries + index).initialize(to: make())
    cells[cell] = generation << 32 | UInt64(index)
    count += 1
    return index
  }

  @inline(never)
  private mutating func grow(rehash: (borrowing Entry) -> UInt64) {
    entryCapacity *= 2
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: entryCapacity)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    cells.deallocate()
    mask = entryCapacity * 2 - 1
    cells = .allocate(capacity: mask + 1)
    cells.initialize(repeating: 0, count: mask + 1)
    for index in 0..<count {
      var cell = Int(truncatingIfNeeded: rehash(entries[index])) & mask
      while cells[cell] >> 32 == generation { cell = (cell + 1) & mask }
      cells[cell] = generation << 32 | UInt64(index)
    }
  }
}
