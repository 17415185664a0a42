/// Pieces that all charts are drawn from.
///
/// Colours are names of classes, so that the page's style has one for light and one for dark. A
/// mark carries the numbers that it stands for as `data-` attributes.
enum Drawing {
  /// The width of a chart, in its own units: narrow, so that text stays readable on a phone.
  static let width = 440.0
  /// How many colours tell series apart.
  static let colourCount = 7

  /// A chart with its accessible name and description.
  static func chart(
    id: String, kind: String, title: String, description: String, width: Double = width,
    height: Double, _ content: [Markup]
  ) -> Markup {
    Markup(
      "svg",
      [
        "id": id, "class": kind, "viewBox": "0 0 \(number(width)) \(number(height))",
        "role": "img", "aria-labelledby": "\(id)-title \(id)-description",
      ],
      [
        Markup("title", ["id": "\(id)-title"], .text(title)),
        Markup("desc", ["id": "\(id)-description"], .text(description)),
      ] + content)
  }

  static func text(
    _ text: String, x: Double, y: Double, _ kind: String = "", anchor: String = "start"
  ) -> Markup {
    Markup(
      "text",
      ["x": number(x), "y": number(y), "class": kind, "text-anchor": anchor], .text(text))
  }

  static func line(
    _ kind: String, from start: (x: Double, y: Double), to end: (x: Double, y: Double)
  ) -> Markup {
    Markup(
      "line",
      [
        "class": kind, "x1": number(start.x), "y1": number(start.y), "x2": number(end.x),
        "y2": number(end.y),
      ], [])
  }

  /// A tip that is shown where a pointer rests, and read aloud.
  static func tip(_ text: String) -> Markup { Markup("title", [:], .text(text)) }

  /// Vertical lines at the ticks of a horizontal axis, with their texts below.
  static func grid(across axis: Axis, top: Double, bottom: Double) -> [Markup] {
    axis.ticks.flatMap { tick in
      let x = axis.position(tick)
      return [
        line("grid", from: (x, top), to: (x, bottom)),
        text(Axis.text(tick), x: x, y: bottom + 15, "tick", anchor: "middle"),
      ]
    }
  }

  /// Horizontal lines at the ticks of a vertical axis, with their texts to the left.
  static func grid(up axis: Axis, left: Double, right: Double) -> [Markup] {
    axis.ticks.flatMap { tick in
      let y = axis.position(tick)
      return [
        line("grid", from: (left, y), to: (right, y)),
        text(Axis.text(tick), x: left - 6, y: y + 4, "tick", anchor: "end"),
      ]
    }
  }

  /// The entries of a legend one after another, in as many lines as they need, and their height.
  static func legend(
    _ entries: [(name: String, colour: Int)], top: Double
  ) -> (markup: [Markup], height: Double) {
    var x = 0.0
    var y = top
    var markup: [Markup] = []
    for entry in entries {
      let needed = 18 + 6.4 * Double(entry.name.count) + 12
      if x > 0, x + needed > width {
        x = 0
        y += 18
      }
      markup.append(
        Markup(
          "rect",
          [
            "class": "legend \(colour(entry.colour))", "x": number(x), "y": number(y + 2),
            "width": "11", "height": "11", "rx": "2",
          ], []))
      markup.append(text(entry.name, x: x + 16, y: y + 12, "small"))
      x += needed
    }
    return (markup, entries.isEmpty ? 0 : y + 24 - top)
  }

  /// The class of a series' colour.
  static func colour(_ number: Int) -> String { "c\(number % colourCount)" }

  /// A text of at most so many characters.
  static func cut(_ text: String, to length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }

  /// A coordinate: hundredths are finer than any screen.
  static func number(_ value: Double) -> String {
    let text = NumberText.decimal(value, places: 2)
    return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
  }
}
