/// One horizontal bar a strategy, made of parts.
struct StackedBars {
  /// One bar.
  struct Bar {
    let name: String
    /// What stands at its end.
    let total: String
    /// A value for each of the chart's parts.
    let values: [Double]

    var length: Double { values.reduce(0, +) }
  }

  private static let barHeight = 46.0

  let id: String
  let title: String
  let description: String
  /// What the bars are made of, with their colours.
  let parts: [(name: String, colour: Int)]
  let bars: [Bar]
  /// What the whole width stands for; the longest bar's length unless charts are to compare.
  var fullWidth: Double?
  /// The text of a value, for tips.
  let text: (Double) -> String

  var markup: Markup {
    let used = parts.indices.filter { part in bars.contains { $0.values[part] > 0 } }
    let legend = Drawing.legend(used.map { parts[$0] }, top: 0)
    let longest = fullWidth ?? bars.map(\.length).max() ?? 0
    let content = bars.enumerated().flatMap { number, bar in
      markup(of: bar, longest: longest, top: legend.height + Self.barHeight * Double(number))
    }
    return Drawing.chart(
      id: id, kind: "bars", title: title, description: description,
      height: legend.height + Self.barHeight * Double(bars.count), legend.markup + content)
  }

  private func markup(of bar: Bar, longest: Double, top: Double) -> [Markup] {
    var x = 0.0
    var markup = [
      Drawing.text(Drawing.cut(bar.name, to: 38), x: 0, y: top + 15, "label"),
      Drawing.text(bar.total, x: Drawing.width, y: top + 15, "small", anchor: "end"),
    ]
    for (part, value) in zip(parts, bar.values) where value > 0 {
      let width = longest > 0 ? value / longest * Drawing.width : 0
      markup.append(
        Markup(
          "rect",
          [
            "class": "mark \(Drawing.colour(part.colour))", "x": Drawing.number(x),
            "y": Drawing.number(top + 22), "width": Drawing.number(width), "height": "15",
            "data-series": bar.name, "data-part": part.name, "data-value": "\(value)",
          ], Drawing.tip("\(bar.name), \(part.name): \(text(value))")))
      x += width
    }
    return markup
  }
}
