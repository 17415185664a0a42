import Statistics

/// What the reader of times should know before believing them.
enum TimeWarnings {
  private static let advice =
    "Use more repeats; leave the machine alone while it measures; pin it: taskset -c 0,1 balbench"
    + " run …; fix the clock: cpupower frequency-set -g performance."

  /// The warnings on the times of ways of running.
  ///
  /// - Parameter ways: How far the repeats of each lie apart, as far as that is known.
  static func all(_ ways: [RepeatSpread?]) -> [String] {
    let spreads = ways.compactMap { $0 }
    let wide = spreads.filter(\.isWide)
    guard !spreads.isEmpty else {
      return ways.isEmpty
        ? []
        : ["times were measured fewer than three times: nothing is known of their noise."]
    }
    guard let worst = wide.max(by: { $0.outlierShare < $1.outlierShare }) else { return [] }
    let deviation = wide.map(\.typicalDeviation).max() ?? 0
    return [
      "times are noisy in \(wide.count) of \(spreads.count) ways of running: repeats lie up to"
        + " \(NumberText.percent(deviation)) % off their block's median, and up to"
        + " \(NumberText.percent(worst.outlierShare)) % of them are outliers (beyond"
        + " \(RepeatSpread.outlierLimit) scaled median deviations). " + advice
    ]
  }
}
