/// Intervals by resampling: what a statistic would have been on other samples of the same kind.
///
/// Expanded percentile intervals (Hesterberg 2015): the replicates' quantiles, taken so far out
/// that for a mean of few values the interval has the width of Student's. Equal input gives equal
/// intervals, on every machine: each call starts the generator from the seed.
package struct Bootstrap: Equatable, Sendable {
  /// What everything here is resampled with unless an experiment says otherwise.
  package static let standardSeed: UInt64 = 0x7928
  /// Enough for the ends of an interval of 95 % to stand still in their second digit.
  package static let standardResamples = 4_000

  /// Where the generator starts.
  package let seed: UInt64
  /// The number of resamples.
  package let resamples: Int
  /// How sure the intervals are meant to be.
  package let confidence: Confidence

  package init(
    seed: UInt64 = standardSeed, resamples: Int = standardResamples,
    confidence: Confidence = .standard
  ) {
    precondition(resamples > 0, "\(resamples) resamples")
    self.seed = seed
    self.resamples = resamples
    self.confidence = confidence
  }

  /// The interval of a statistic of independent values.
  ///
  /// - Returns: `nil` for fewer values than `confidence.fewestPairs`: so few say nothing about
  ///   how far others would lie.
  /// - Complexity: O(*resamples* · *n*).
  package func interval(of values: [Double], _ statistic: Statistic) -> Interval? {
    let sample = ResampledValues(values)
    return interval(count: values.count) { sample.value(statistic, taking: $0) }
  }

  /// The interval of a statistic of the first of each pair less that of the second.
  ///
  /// The pairs are resampled, so that what both of a pair have in common (a large block, say)
  /// does not widen the interval.
  ///
  /// - Returns: `nil` for fewer pairs than `confidence.fewestPairs`.
  /// - Complexity: O(*resamples* · *n*).
  package func interval(
    ofDifference first: [Double], _ second: [Double], _ statistic: Statistic
  ) -> Interval? {
    precondition(first.count == second.count, "\(first.count) and \(second.count) are no pairs")
    // Of a mean the differences say the same, without two roundings.
    if statistic == .mean {
      return interval(of: zip(first, second).map { $0 - $1 }, .mean)
    }
    let (one, other) = (ResampledValues(first), ResampledValues(second))
    return interval(count: first.count) {
      one.value(statistic, taking: $0) - other.value(statistic, taking: $0)
    }
  }

  private func interval(count: Int, _ replicate: ([Int]) -> Double) -> Interval? {
    guard count >= max(confidence.fewestPairs, 2) else { return nil }
    var random = SplitMix64(seed: seed)
    var replicates: [Double] = []
    replicates.reserveCapacity(resamples)
    var times = [Int](repeating: 0, count: count)
    for _ in 0..<resamples {
      for place in times.indices { times[place] = 0 }
      for _ in 0..<count { times[random.index(below: count)] += 1 }
      replicates.append(replicate(times))
    }
    replicates.sort()
    let skipped = min(Int(tail(count: count) * Double(resamples)), (resamples - 1) / 2)
    return Interval(low: replicates[skipped], high: replicates[resamples - 1 - skipped])
  }

  /// The share of replicates beyond either end.
  private func tail(count: Int) -> Double {
    let student = StudentDistribution.quantile(
      1 - confidence.tail, degreesOfFreedom: count - 1)
    // Resamples scatter about their own mean, by n − 1 over n too little in variance.
    let narrowness = (Double(count) / Double(count - 1)).squareRoot()
    return NormalDistribution.cumulative(-student * narrowness)
  }
}
