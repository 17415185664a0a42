import Foundation

/// Times as the run folder states them.
enum UTCTime {
  /// A time in UTC to the second, in the form of ISO 8601: `2026-02-23T14:05:09Z`.
  static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
