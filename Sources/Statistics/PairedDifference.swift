/// Two ways of running the same blocks, compared block by block.
package struct PairedDifference: Equatable, Sendable {
  /// What the values are summed up to.
  package let statistic: Statistic
  /// How sure the interval is meant to be.
  package let confidence: Confidence
  /// The statistic of the first of each pair.
  package let first: Double
  /// The statistic of the second of each pair: the baseline's.
  package let second: Double
  /// The interval of `difference`; `nil` for fewer pairs than `confidence.fewestPairs`.
  package let interval: Interval?
  /// The number of pairs.
  package let pairs: Int
  /// The pairs of which the first is the greater.
  package let higher: Int
  /// The pairs of which the first is the smaller.
  package let lower: Int

  /// Compares paired values, which all are finite.
  ///
  /// - Returns: `nil` for no pairs.
  package init?(
    _ first: [Double], _ second: [Double], _ statistic: Statistic, by bootstrap: Bootstrap
  ) {
    precondition(first.count == second.count, "\(first.count) and \(second.count) are no pairs")
    guard let one = statistic.of(first), let other = statistic.of(second) else { return nil }
    self.statistic = statistic
    confidence = bootstrap.confidence
    self.first = one
    self.second = other
    pairs = first.count
    higher = zip(first, second).count { $0 > $1 }
    lower = zip(first, second).count { $0 < $1 }
    interval = bootstrap.interval(ofDifference: first, second, statistic)
  }

  /// The first's statistic less the second's.
  package var difference: Double { first - second }

  /// The pairs of which both are the same.
  package var equal: Int { pairs - higher - lower }

  /// The difference as a share of the second's statistic; `nil` where that is zero.
  package var relativeDifference: Double? { second == 0 ? nil : difference / second }

  /// Whether the first is better than the second: only where the interval excludes zero, and so
  /// many pairs differ that their differing to one side would be a surprise.
  ///
  /// The interval alone is too bold where few of many pairs differ: it excludes zero once four
  /// differ to one side, which one time in eight they do by chance.
  package func verdict(_ direction: Direction) -> Verdict {
    guard let interval, !interval.contains(0), higher + lower >= confidence.fewestPairs else {
      return .noDifferenceShown
    }
    return (interval.low > 0) == (direction == .higherIsBetter) ? .better : .worse
  }
}
