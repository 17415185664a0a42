import Foundation

/// Values along one side of a chart.
struct Axis: Sendable {
  /// How far apart values stand.
  enum Scale: Sendable {
    case linear
    /// Doubled values stand one step apart.
    case logarithmic
  }

  private static let mostTicks = 6

  let scale: Scale
  let low: Double
  let high: Double
  /// Where the lowest and the highest value are drawn.
  private let start: Double
  private let end: Double

  /// An axis that holds the values, drawn from `start` to `end`.
  init(of values: [Double], scale: Scale = .linear, from start: Double, to end: Double) {
    self.scale = scale
    self.start = start
    self.end = end
    let least = values.min() ?? 0
    let greatest = values.max() ?? 1
    switch scale {
    case .linear:
      low = min(0, least)
      high = greatest > low ? greatest : low + 1
    case .logarithmic:
      let positive = values.filter { $0 > 0 }.min() ?? 1
      low = min(1, positive)
      high = max(greatest, low * 2)
    }
  }

  /// Whether values are so far apart that an axis of multiples shows more of them.
  static func scale(for values: [Double]) -> Scale {
    guard let least = values.min(), let greatest = values.max(), least > 0 else { return .linear }
    return greatest > 24 && greatest > 12 * least ? .logarithmic : .linear
  }

  /// Where a value is drawn.
  func position(_ value: Double) -> Double {
    let share =
      switch scale {
      case .linear: (value - low) / (high - low)
      case .logarithmic: log2(max(value, low) / low) / log2(high / low)
      }
    return start + share * (end - start)
  }

  /// Round values within the axis.
  var ticks: [Double] {
    switch scale {
    case .linear:
      let step = Self.roundStep(atLeast: (high - low) / Double(Self.mostTicks))
      return Array(stride(from: (low / step).rounded(.up) * step, through: high, by: step))
    case .logarithmic:
      let exponents = Int(log2(low).rounded(.up))...Int(log2(high).rounded(.down))
      let stride = (exponents.count - 1) / (Self.mostTicks + 1) + 1
      return exponents.filter { $0 % stride == 0 }.map { pow(2, Double($0)) }
    }
  }

  /// One, two or five times a power of ten.
  private static func roundStep(atLeast least: Double) -> Double {
    let power = pow(10, floor(log10(least)))
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= least * 0.999 } ?? 10 * power
  }

  /// The shortest text of a tick.
  static func text(_ tick: Double) -> String {
    let rounded = (tick * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? NumberText.grouped(Int(rounded)) : "\(rounded)"
  }
}
