/// Which of two values of a metric one would rather have.
package enum Direction: String, Codable, Sendable {
  case higherIsBetter = "higher is better"
  case lowerIsBetter = "lower is better"
}

/// What a comparison with a baseline comes to.
package enum Verdict: String, Codable, CaseIterable, Sendable {
  /// The difference is shown, and is one to the better.
  case better
  /// The difference is shown, and is one to the worse.
  case worse
  /// The data do not tell the two apart. Not that they are equal.
  case noDifferenceShown = "no difference shown"
}
