/// What the ranks of values tell, whatever their distribution.
package enum OrderStatistics {
  /// The interval of the median of independent values, between two of the values themselves.
  ///
  /// Each value lies to either side of the true median with chance ½, so that the binomial
  /// distribution says how many lie below: exact for continuous values, wider than needed else.
  ///
  /// - Returns: `nil` where not even the least and the greatest value are sure enough: for fewer
  ///   values than `confidence.fewestPairs`.
  package static func medianInterval(
    of values: [Double], confidence: Confidence = .standard
  ) -> Interval? {
    guard let skipped = skipped(count: values.count, tail: confidence.tail) else { return nil }
    let sorted = values.sorted()
    return Interval(low: sorted[skipped], high: sorted[values.count - 1 - skipped])
  }

  /// The most values that can be left out at either end.
  private static func skipped(count: Int, tail: Double) -> Int? {
    guard count > 0 else { return nil }
    // Relative to the middle one, so that 2ⁿ never overflows.
    var weights = [Double](repeating: 0, count: count + 1)
    let middle = count / 2
    weights[middle] = 1
    for below in stride(from: middle, to: 0, by: -1) {
      weights[below - 1] = weights[below] * Double(below) / Double(count - below + 1)
    }
    for below in middle..<count {
      weights[below + 1] = weights[below] * Double(count - below) / Double(below + 1)
    }
    let sum = weights.reduce(0, +)
    var skipped: Int?
    var chance = 0.0
    for below in 0..<((count + 1) / 2) {
      chance += weights[below] / sum
      if chance > tail + .ulpOfOne { break }
      skipped = below
    }
    return skipped
  }
}
