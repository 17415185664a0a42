/// How sure an interval is meant to be: the share of such intervals that hold the true value.
package struct Confidence: Equatable, Sendable {
  /// 95 of 100.
  package static let standard = Confidence(unchecked: 0.95)

  /// The shares that make sense here: a coin's, and what a few thousand resamples can tell.
  package static let range = 0.5...0.999

  /// The share, such as 0.95.
  package let share: Double

  /// - Returns: `nil` outside `range`.
  package init?(_ share: Double) {
    guard Self.range.contains(share) else { return nil }
    self.share = share
  }

  private init(unchecked share: Double) { self.share = share }

  /// The chance that is left outside an interval at either end.
  package var tail: Double { (1 - share) / 2 }

  /// The fewest pairs that can show a difference.
  ///
  /// If the two of a pair are alike, each is as often the greater one: *n* pairs all lie to the
  /// same side with chance 2 / 2ⁿ. Below the number at which this falls to 1 − share, no data
  /// whatever would be a surprise: 6 at 0.95, 8 at 0.99.
  package var fewestPairs: Int {
    var pairs = 1
    var chance = 1.0
    while chance > 1 - share + .ulpOfOne {
      pairs += 1
      chance /= 2
    }
    return pairs
  }
}
