import Foundation

/// Panels one above the other, each with a bar for every block, as SVG.
package struct BarPanels: Sendable {
  /// One quantity, as the sum of its parts.
  package struct Panel: Sendable {
    let title: String
    let series: [(name: String, values: [Double])]

    /// A panel whose series have one value a block.
    package init(_ title: String, series: [(name: String, values: [Double])]) {
      precondition(Set(series.map(\.values.count)).count == 1, "series of one length")
      self.title = title
      self.series = series
    }

    /// A panel of one series.
    package init(_ title: String, values: [Double]) {
      self.init(title, series: [("", values)])
    }
  }

  private static let width = 760.0
  private static let margin = 16.0
  private static let plotHeight = 70.0
  private static let panelHeight = 112.0
  /// More blocks than these share bars.
  private static let barLimit = 150
  private static let colours = ["#3b6ea5", "#d08a2e", "#7a9a4b"]

  private let title: String
  private let caption: String
  private let panels: [Panel]

  /// Panels whose bars stand for the same blocks.
  ///
  /// - Parameter caption: What the bars stand for.
  package init(title: String, caption: String, panels: [Panel]) {
    self.title = title
    self.caption = caption
    self.panels = panels
  }

  /// The drawing.
  package var svg: String {
    let height = 56 + Self.panelHeight * Double(panels.count)
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Int(Self.width))" height="\(Int(height))" \
      viewBox="0 0 \(Int(Self.width)) \(Int(height))" font-family="sans-serif" font-size="11">
      """,
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
      Self.text(title, x: Self.margin, y: 22, size: 15),
      Self.text(caption, x: Self.margin, y: 40, colour: "#555"),
    ]
    for (index, panel) in panels.enumerated() {
      lines += Self.lines(of: panel, top: 56 + Self.panelHeight * Double(index))
    }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private static func lines(of panel: Panel, top: Double) -> [String] {
    let series = panel.series.map { binned($0.values) }
    let count = series[0].count
    let sums = (0..<count).map { bar in series.reduce(0) { $0 + $1[bar] } }
    let greatest = sums.max() ?? 0
    let base = top + 22 + plotHeight
    let step = (width - 2 * margin) / Double(max(count, 1))
    var lines = [
      text("\(panel.title), at most \(number(greatest))", x: margin, y: top + 12),
      "<line x1=\"\(number(margin))\" y1=\"\(number(base))\" x2=\"\(number(width - margin))\" "
        + "y2=\"\(number(base))\" stroke=\"#999\"/>",
    ]
    var legend = width - margin
    for (index, item) in panel.series.enumerated().reversed() where !item.name.isEmpty {
      legend -= 7 * Double(item.name.count) + 18
      lines.append(
        "<rect x=\"\(number(legend))\" y=\"\(number(top + 4))\" width=\"9\" height=\"9\" "
          + "fill=\"\(colours[index % colours.count])\"/>")
      lines.append(text(item.name, x: legend + 13, y: top + 12))
    }
    guard greatest > 0 else { return lines }
    for bar in 0..<count {
      var bottom = base
      for (index, values) in series.enumerated() where values[bar] > 0 {
        let height = values[bar] / greatest * plotHeight
        bottom -= height
        lines.append(
          "<rect x=\"\(number(margin + step * Double(bar)))\" y=\"\(number(bottom))\" "
            + "width=\"\(number(max(step - 1, step * 0.8)))\" height=\"\(number(height))\" "
            + "fill=\"\(colours[index % colours.count])\"/>")
      }
    }
    return lines
  }

  /// At most so many values as there are bars: means of neighbours.
  private static func binned(_ values: [Double]) -> [Double] {
    guard values.count > barLimit else { return values }
    return (0..<barLimit).map { bin in
      let range = values.count * bin / barLimit..<values.count * (bin + 1) / barLimit
      return values[range].reduce(0, +) / Double(range.count)
    }
  }

  private static func text(
    _ text: String, x: Double, y: Double, size: Int = 11, colour: String = "#222"
  ) -> String {
    let escaped = text.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
    return "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(size)\" "
      + "fill=\"\(colour)\">\(escaped)</text>"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : NumberText.decimal(value, places: 2)
  }
}
