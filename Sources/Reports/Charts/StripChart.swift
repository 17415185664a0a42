import Statistics

/// One strip of points a strategy, each a block, with the median and its interval.
struct StripChart {
  /// The values of one strip.
  struct Strip {
    let name: String
    let colour: Int
    let points: [(block: UInt64, value: Double)]
    let median: Double
    let interval: Interval?
  }

  /// More points than these are thinned.
  static let pointLimit = 400

  private static let stripHeight = 52.0

  let id: String
  let title: String
  let description: String
  let unit: String
  let strips: [Strip]

  var markup: Markup {
    let values = strips.flatMap { $0.points.map(\.value) }
    let axis = Axis(
      of: values, scale: Axis.scale(for: values), from: 8, to: Drawing.width - 8)
    let bottom = Self.stripHeight * Double(strips.count) + 4
    let content =
      Drawing.grid(across: axis, top: 20, bottom: bottom)
      + strips.enumerated().flatMap { number, strip in
        markup(of: strip, axis: axis, top: Self.stripHeight * Double(number))
      }
      + [
        Drawing.text(unit, x: Drawing.width - 8, y: bottom + 32, "small", anchor: "end")
      ]
    return Drawing.chart(
      id: id, kind: "strips", title: title, description: description, height: bottom + 38, content)
  }

  private func markup(of strip: Strip, axis: Axis, top: Double) -> [Markup] {
    let middle = top + 35
    let drawn = Self.thinned(strip.points)
    var markup = [
      Drawing.text(Drawing.cut(strip.name, to: 38), x: 0, y: top + 15, "label"),
      Drawing.text(
        "median \(NumberText.short(strip.median)), least"
          + " \(NumberText.short(strip.points.map(\.value).min() ?? 0))",
        x: Drawing.width, y: top + 15, "small", anchor: "end"),
    ]
    if let interval = strip.interval {
      let (low, high) = (axis.position(interval.low), axis.position(interval.high))
      markup.append(
        Markup(
          "rect",
          [
            "class": "interval \(Drawing.colour(strip.colour))", "x": Drawing.number(low),
            "y": Drawing.number(middle - 12), "width": Drawing.number(max(high - low, 1)),
            "height": "24", "rx": "2", "data-low": "\(interval.low)",
            "data-high": "\(interval.high)",
          ],
          Drawing.tip(
            "95 % interval of the median: \(NumberText.short(interval.low)) to"
              + " \(NumberText.short(interval.high))")))
    }
    markup += drawn.enumerated().map { number, point in
      // Neighbours stand at different heights, by the golden ratio, so that they can be counted.
      let share = (Double(number) * 0.618).truncatingRemainder(dividingBy: 1)
      return Markup(
        "circle",
        [
          "class": "mark \(Drawing.colour(strip.colour))",
          "cx": Drawing.number(axis.position(point.value)),
          "cy": Drawing.number(middle - 9 + 18 * share), "r": "2.6",
          "data-series": strip.name, "data-block": "\(point.block)", "data-value": "\(point.value)",
        ], Drawing.tip("block \(point.block): \(NumberText.short(point.value))"))
    }
    let median = axis.position(strip.median)
    markup.append(Drawing.line("median", from: (median, middle - 13), to: (median, middle + 13)))
    return markup
  }

  /// Points of evenly spread ranks, the least and the greatest among them.
  private static func thinned(
    _ points: [(block: UInt64, value: Double)]
  ) -> [(block: UInt64, value: Double)] {
    guard points.count > pointLimit else { return points }
    let sorted = points.sorted { ($0.value, $0.block) < ($1.value, $1.block) }
    return (0..<pointLimit).map { sorted[$0 * (sorted.count - 1) / (pointLimit - 1)] }
  }
}
