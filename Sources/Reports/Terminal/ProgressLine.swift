/// The text of a progress bar.
package struct ProgressLine: Sendable {
  private static let barWidth = 32

  /// What is in progress.
  package let title: String
  /// How much of it is done.
  package let done: Int
  /// How much there is; at least 1.
  package let total: Int
  /// What is counted, in the plural.
  package let unit: String
  /// What is said besides, such as what it took.
  package let remark: String?

  package init(title: String, done: Int, total: Int, unit: String, remark: String? = nil) {
    self.title = title
    self.unit = unit
    self.remark = remark
    self.total = max(total, 1)
    self.done = min(max(done, 0), self.total)
  }

  /// The share that is done, in whole per cent.
  package var percent: Int { done * 100 / total }

  /// The bar on one line of a terminal, at most `width` columns wide.
  package func bar(width: Int, isColoured: Bool) -> String {
    let filled = done * Self.barWidth / total
    let counts = "\(done)/\(total) \(percent) %" + suffix
    let full = String(repeating: "━", count: filled)
    let rest = String(repeating: isColoured ? "━" : "─", count: Self.barWidth - filled)
    let room = max(width - Self.barWidth - counts.count - 3, 4)
    let name = title.count > room ? title.prefix(room - 1) + "…" : title
    return isColoured
      ? "\(name) \u{1B}[32m\(full)\u{1B}[90m\(rest)\u{1B}[0m \(counts)"
      : "\(name) \(full)\(rest) \(counts)"
  }

  /// The same as a line of a log.
  package var plain: String { "\(title): \(done) of \(total) \(unit), \(percent) %" + suffix }

  private var suffix: String { remark.map { ", \($0)" } ?? "" }
}
