import Foundation
import Statistics

/// The values of a metric as tables show them.
struct MetricText {
  private static let minus = "−"

  private let factor: Double
  private let places: Int
  /// What the values are counted in, if it needs to be said.
  let unit: String?

  init(_ unit: Metric.Unit) {
    (factor, places, self.unit) =
      switch unit {
      case .ratio, .attempts: (1, 2, nil)
      case .share: (100, 1, "%")
      case .gas: (1e-6, 3, "Mgas")
      case .nanoseconds: (1e-6, 3, "ms")
      }
  }

  /// A value.
  func value(_ value: Double) -> String { number(value) }

  /// A difference, with its sign.
  func difference(_ value: Double) -> String {
    let text = number(value)
    return value > 0 && text.contains { "123456789".contains($0) } ? "+" + text : text
  }

  /// An interval of a difference.
  func interval(_ interval: Interval?) -> String {
    guard let interval else { return NumberText.none }
    return "[\(difference(interval.low)), \(difference(interval.high))]"
  }

  private func number(_ value: Double) -> String {
    let text = String(format: "%.\(places)f", abs(value * factor))
    let isZero = !text.contains { "123456789".contains($0) }
    return value < 0 && !isZero ? Self.minus + text : text
  }
}
