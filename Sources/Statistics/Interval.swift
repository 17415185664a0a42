/// A range that holds an unknown value with a stated confidence.
package struct Interval: Equatable, Sendable {
  /// The lower end.
  package let low: Double
  /// The upper end.
  package let high: Double

  package init(low: Double, high: Double) {
    precondition(low <= high, "an interval from \(low) to \(high)")
    self.low = low
    self.high = high
  }

  /// Whether a value lies in the interval, its ends included.
  package func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
