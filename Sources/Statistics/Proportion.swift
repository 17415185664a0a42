/// A share of independent trials.
package struct Proportion: Equatable, Sendable {
  /// The trials that succeeded.
  package let successes: Int
  /// All trials.
  package let trials: Int

  package init(_ successes: Int, of trials: Int) {
    precondition((0...max(trials, 0)).contains(successes), "\(successes) of \(trials)")
    self.successes = successes
    self.trials = trials
  }

  /// Successes / trials; `nil` without trials.
  package var share: Double? { trials == 0 ? nil : Double(successes) / Double(trials) }

  /// Wilson's score interval (1927): never beyond 0 and 1, and not empty where all succeeded.
  package func interval(confidence: Confidence = .standard) -> Interval? {
    guard let share else { return nil }
    let z = NormalDistribution.quantile(1 - confidence.tail)
    let count = Double(trials)
    let scale = 1 + z * z / count
    let centre = (share + z * z / (2 * count)) / scale
    let margin =
      z / scale * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    return Interval(
      low: successes == 0 ? 0 : max(0, centre - margin),
      high: successes == trials ? 1 : min(1, centre + margin))
  }
}
