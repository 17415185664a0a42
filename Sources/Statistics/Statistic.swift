/// What many values are summed up to.
package enum Statistic: String, Codable, CaseIterable, Sendable {
  /// The sum / the number; of zeros and ones the share of ones.
  case mean
  /// The middle value, or the mean of the two middle ones.
  case median

  /// The statistic of values; `nil` of none.
  package func of(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    switch self {
    case .mean: return values.reduce(0, +) / Double(values.count)
    case .median:
      let sorted = values.sorted()
      return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
  }
}
