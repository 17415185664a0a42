import Foundation

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
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
