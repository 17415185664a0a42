import Records

extension Timeline {
  private static let laneHeight = 34.0
  private static let left = 96.0
  private static let width = 1_000.0
  private static let top = 44.0
  /// Fewer nanoseconds than this part of the whole are drawn this wide, so that they can be seen.
  private static let leastWidth = 0.6

  private static let colours: [(phase: String, colour: String)] = [
    ("groups", "#8e6bbf"), ("exec", "#3b82c4"), ("merge", "#d98a29"), ("send", "#b9485f"),
    ("verify", "#5c9e52"), ("wait", "#9aa0a6"), ("merkle", "#2a9d9d"), ("warm", "#c9a227"),
  ]

  /// The run as a Gantt chart: a lane a thread, a bar a span.
  package func svg() -> String {
    let lanes = threads
    let height = Self.top + Double(lanes.count) * Self.laneHeight + 58
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0"
        + " \(Self.text(Self.left + Self.width + 24)) \(Self.text(height))\""
        + " font-family=\"system-ui, sans-serif\" font-size=\"12\">",
      "<title>\(Self.escaped(title))</title>",
      "<style>text{fill:#222}.axis{stroke:#ccc}.back{fill:#fff}"
        + "@media(prefers-color-scheme:dark){text{fill:#eee}.axis{stroke:#555}.back{fill:#1b1b1b}}"
        + "</style>",
      "<rect class=\"back\" width=\"100%\" height=\"100%\"/>",
      "<text x=\"8\" y=\"18\">\(Self.escaped(title))</text>",
    ]
    lines += axis(height: height)
    for (number, lane) in lanes.enumerated() {
      let y = Self.top + Double(number) * Self.laneHeight
      lines.append("<text x=\"8\" y=\"\(Self.text(y + 20))\">\(Self.escaped(lane))</text>")
      lines += spans.filter { $0.thread == lane }.compactMap { bar($0, y: y) }
    }
    lines += legend(y: height - 14)
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  private func x(_ nanoseconds: UInt64) -> Double {
    Self.left + Self.width * Double(nanoseconds) / Double(max(end, 1))
  }

  private func bar(_ span: SpanRow, y: Double) -> String? {
    guard let start = span.start, let end = span.end else { return nil }
    let width = max(x(end) - x(start), Self.leastWidth)
    let colour = Self.colours.first { $0.phase == span.phase }?.colour ?? "#888"
    // What the owner does as a worker lies over its phase, and neighbours can be told apart.
    let opacity = span.group.map { $0 % 2 == 0 ? "0.95" : "0.7" } ?? "0.9"
    let what = span.group.map { "group \($0)" } ?? span.phase
    return "<rect x=\"\(Self.text(x(start)))\" y=\"\(Self.text(y + 5))\""
      + " width=\"\(Self.text(width))\" height=\"\(Self.text(Self.laneHeight - 10))\""
      + " fill=\"\(colour)\" fill-opacity=\"\(opacity)\"><title>\(Self.escaped(what)), attempt"
      + " \(span.attempt): \(NumberText.decimal(Double(end - start) / 1e3, places: 1)) µs from"
      + " \(NumberText.decimal(Double(start) / 1e3, places: 1)) µs</title></rect>"
  }

  private func axis(height: Double) -> [String] {
    let step = Self.step(for: end)
    return stride(from: 0, through: end, by: Int(step)).flatMap { tick in
      let place = Self.text(x(tick))
      return [
        "<line class=\"axis\" x1=\"\(place)\" y1=\"32\" x2=\"\(place)\""
          + " y2=\"\(Self.text(height - 34))\"/>",
        "<text x=\"\(place)\" y=\"\(Self.text(height - 36 + 14))\" text-anchor=\"middle\""
          + " font-size=\"10\">\(NumberText.decimal(Double(tick) / 1e6, places: 2)) ms</text>",
      ]
    }
  }

  /// One, two or five times a power of ten, so that there are at most ten ticks.
  private static func step(for end: UInt64) -> UInt64 {
    var step: UInt64 = 1_000
    while true {
      for factor in [1, 2, 5] as [UInt64] where end / (step * factor) < 10 { return step * factor }
      step *= 10
    }
  }

  private func legend(y: Double) -> [String] {
    let present = Set(spans.map(\.phase))
    return Self.colours.filter { present.contains($0.phase) }.enumerated().flatMap {
      number, entry in
      let x = Self.left + Double(number) * 92
      return [
        "<rect x=\"\(Self.text(x))\" y=\"\(Self.text(y - 10))\" width=\"12\" height=\"12\""
          + " fill=\"\(entry.colour)\"/>",
        "<text x=\"\(Self.text(x + 17))\" y=\"\(Self.text(y))\">\(entry.phase)</text>",
      ]
    }
  }

  private static func text(_ number: Double) -> String { NumberText.decimal(number, places: 2) }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
