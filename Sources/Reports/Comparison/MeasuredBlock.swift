import Records
import Statistics

/// What a run recorded of one block in one way, over all repeats.
package struct MeasuredBlock: Sendable {
  /// The first repeat's row: all but its times is the same in every repeat.
  package let row: BlockRow
  /// The virtual times of the first repeat, by the number of virtual workers.
  package let makespans: [Int: MakespanRow]
  private let repeats: [BlockRow]

  /// - Parameter repeats: The block's rows of one way, at least one.
  init?(_ repeats: [BlockRow], makespans: [MakespanRow]) {
    guard let first = repeats.min(by: { $0.identity.repetition < $1.identity.repetition }) else {
      return nil
    }
    row = first
    self.repeats = repeats
    self.makespans = Dictionary(
      makespans.filter { $0.identity.repetition == first.identity.repetition }
        .map { ($0.virtualWorkers, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A time of the accepted repeats, in nanoseconds.
  package func times(_ time: KeyPath<BlockRow, UInt64?>) -> [Double] {
    repeats.filter { $0.status == .accepted }.compactMap { $0[keyPath: time].map { Double($0) } }
  }

  /// The median over repeats of a time, in nanoseconds.
  package func median(_ time: KeyPath<BlockRow, UInt64?>) -> Double? {
    Statistic.median.of(times(time))
  }
}
