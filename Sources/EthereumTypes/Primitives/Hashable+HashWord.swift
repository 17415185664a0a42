// Dictionaries of addresses, hashes and slots are everywhere in merging and in loading state.
// Feeding Hasher one mixed word instead of three to four stored ones halves a look-up; the seed
// still varies by process, so that no iteration order can become a habit.

extension Address {
  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(hashWord()) }
}

extension UInt256 {
  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(hashWord()) }
}

extension Hash32 {
  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(hashWord()) }
}
