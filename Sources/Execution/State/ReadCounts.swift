/// What was read from a store, and for whom.
///
/// A read is of one account, one slot or one code. An overlay keeps what it has read, so that a
/// worker asks once; which worker asks for what depends on who takes which group, and so do `warm`
/// and `late`. `cold` does not, as long as nobody reads ahead: it counts the different things that
/// were read.
package struct ReadCounts: Sendable, Equatable {
  /// Reads of the store that the executor issued and waited for.
  package var cold = 0
  /// Reads of the executor that found their answer in the read cache.
  package var warm = 0
  /// Reads of the executor that found the same read under way, and waited for its answer.
  package var late = 0
  /// Reads of the store that were issued ahead of the executor.
  package var prefetched = 0
  /// Of those issued ahead, the ones that the executor asked for afterwards, late ones included.
  package var useful = 0

  package init() {}

  /// Of those issued ahead, the ones that nobody asked for so far.
  package var useless: Int { prefetched - useful }

  package static func + (a: ReadCounts, b: ReadCounts) -> ReadCounts {
    var sum = a
    sum.cold += b.cold
    sum.warm += b.warm
    sum.late += b.late
    sum.prefetched += b.prefetched
    sum.useful += b.useful
    return sum
  }

  package static func - (a: ReadCounts, b: ReadCounts) -> ReadCounts {
    var difference = a
    difference.cold -= b.cold
    difference.warm -= b.warm
    difference.late -= b.late
    difference.prefetched -= b.prefetched
    difference.useful -= b.useful
    return difference
  }
}
