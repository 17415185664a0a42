import Foundation
import Records

/// Numbers as tables show them; a dash where there is none.
package enum NumberText {
  package static let none = "–"

  /// A number with a fixed number of decimals.
  package static func decimal(_ value: Double?, places: Int) -> String {
    value.map { String(format: "%.\(places)f", $0) } ?? none
  }

  /// A share of one, in per cent.
  static func percent(_ share: Double?) -> String { decimal(share.map { $0 * 100 }, places: 1) }

  /// Nanoseconds, in milliseconds.
  static func milliseconds(_ nanoseconds: UInt64?) -> String {
    decimal(nanoseconds.map { Double($0) / 1e6 }, places: 2)
  }

  /// A count with its noun: `1 block`, `2 blocks`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// A whole number with thin spaces between thousands.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    guard digits.count > 4 else { return (number < 0 ? "−" : "") + digits }
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += "\u{2009}" }
      text.append(digit)
    }
    return (number < 0 ? "−" : "") + text
  }

  /// A difference, with its sign.
  static func signed(_ value: Double, places: Int) -> String {
    let text = decimal(value.magnitude, places: places)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return (isZero ? "±" : value < 0 ? "−" : "+") + text
  }

  /// A number of any size with three digits that tell.
  static func short(_ value: Double) -> String {
    decimal(value, places: value >= 100 ? 0 : value >= 10 ? 1 : 2)
  }

  /// The ends of an interval, times a factor.
  static func range(_ interval: RecordedInterval, _ factor: Double, _ places: Int) -> String {
    guard let low = interval.low, let high = interval.high else { return none }
    return "\(decimal(low * factor, places: places))–\(decimal(high * factor, places: places))"
  }
}
