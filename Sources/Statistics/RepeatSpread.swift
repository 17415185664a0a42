/// How far repeats of the same measurement lie apart.
package struct RepeatSpread: Equatable, Sendable {
  /// How many scaled median deviations a measurement may lie from the median of its repeats
  /// (Iglewicz and Hoaglin 1993).
  package static let outlierLimit = 3.5
  /// The share of outliers from which times deserve distrust: of normal values 0.05 % are, of the
  /// times of a machine that does nothing else a few per cent.
  package static let outlierShareLimit = 0.1
  /// The typical deviation from which they do.
  package static let deviationLimit = 0.1

  /// A normal distribution's standard deviation / its median deviation.
  private static let scale = 1.4826

  /// The median of the measurements' distances from the medians of their repeats, as a share of
  /// these.
  package let typicalDeviation: Double
  /// The measurements beyond `outlierLimit`.
  package let outliers: Int
  /// All measurements that have a distance.
  package let measurements: Int

  /// The distances of measurements from the medians of their repeats, gathered one measured thing
  /// after the other.
  package struct Distances: Sendable {
    fileprivate private(set) var values: [Double] = []

    /// Nothing was measured yet.
    package init() {}

    /// Adds the repeats of a measured thing, such as a block.
    package mutating func add(_ repeats: [Double]) {
      guard repeats.count >= 3, let median = Statistic.median.of(repeats), median > 0 else {
        return
      }
      var own = repeats.map { abs($0 - median) / median }
      // Of an odd number one is the median itself, which says nothing about the others.
      if repeats.count % 2 == 1, let place = own.firstIndex(of: 0) { own.remove(at: place) }
      values += own
    }
  }

  /// The spread of measurements: distances of all are looked at together, because three repeats do
  /// not know how far they spread.
  ///
  /// - Returns: `nil` where nothing was measured three times, the least that can disagree.
  package init?(_ distances: Distances) {
    let distances = distances.values
    guard let typical = Statistic.median.of(distances) else { return nil }
    typicalDeviation = typical
    measurements = distances.count
    outliers = distances.count { $0 > Self.outlierLimit * Self.scale * typical }
  }

  /// Outliers / measurements.
  package var outlierShare: Double { Double(outliers) / Double(measurements) }

  /// Whether times that spread so deserve distrust.
  package var isWide: Bool {
    outlierShare > Self.outlierShareLimit || typicalDeviation > Self.deviationLimit
  }
}
