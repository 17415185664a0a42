import Records

/// The blocks of two runs, by their numbers in each.
struct BlockPairs: Sendable {
  /// A block; its number is nil in a run that lacks it.
  struct Pair: Sendable {
    let candidate: Int?
    let baseline: Int?
  }

  let all: [Pair]

  /// The blocks of the candidate in the order of their keys, so that equal runs have equal
  /// intervals, then those that only the baseline has.
  init(_ candidate: MeasuredRun, with baseline: MeasuredRun) {
    let own = candidate.blocks.sorted
    all =
      own.map {
        Pair(candidate: $0.number, baseline: baseline.blocks[$0.key, in: $0.blockSet])
      }
      + baseline.blocks.sorted.filter { candidate.blocks[$0.key, in: $0.blockSet] == nil }
      .map { Pair(candidate: nil, baseline: $0.number) }
  }

  /// Whether both ways ran a block of both runs.
  func joins(_ candidate: Measurement, _ baseline: Measurement) -> Bool {
    all.contains { pair in
      guard let one = pair.candidate, let other = pair.baseline else { return false }
      return candidate.includes(one) && baseline.includes(other)
    }
  }
}
