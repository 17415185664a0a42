/// Lines over a number of workers, both axes in multiples.
struct LineChart {
  /// One line.
  struct Line {
    let name: String
    /// nil for a line of reference.
    let colour: Int?
    let points: [(workers: Int, value: Double)]
    /// Single points that were measured.
    var measured: [(workers: Int, value: Double)] = []
  }

  private static let left = 34.0
  private static let plotHeight = 210.0
  private static let entryHeight = 19.0

  let id: String
  let title: String
  let description: String
  let lines: [Line]

  var markup: Markup {
    let all = lines.flatMap { $0.points + $0.measured }
    let across = Axis(
      of: all.map { Double($0.workers) }, scale: .logarithmic, from: Self.left,
      to: Drawing.width - 10)
    let up = Axis(
      of: all.map(\.value), scale: .logarithmic, from: Self.plotHeight, to: 10)
    let legendTop = Self.plotHeight + 44
    var content =
      Drawing.grid(across: across, top: 10, bottom: Self.plotHeight)
      + Drawing.grid(up: up, left: Self.left, right: Drawing.width - 10)
      + [
        Drawing.text(
          "workers", x: Drawing.width - 10, y: Self.plotHeight + 32, "small", anchor: "end"),
        ideal(across, up),
      ]
    for (number, line) in lines.enumerated() {
      content += markup(of: line, across, up, width: max(2, 5 - 0.8 * Double(max(number - 1, 0))))
      content += entry(of: line, top: legendTop + Self.entryHeight * Double(number))
    }
    return Drawing.chart(
      id: id, kind: "lines", title: title, description: description,
      height: legendTop + Self.entryHeight * Double(lines.count), content)
  }

  /// As parallel as there are workers, as far as it fits.
  private func ideal(_ across: Axis, _ up: Axis) -> Markup {
    let end = min(across.high, up.high)
    return Drawing.line(
      "ideal", from: (across.position(1), up.position(1)),
      to: (across.position(end), up.position(end)))
  }

  private func kind(_ line: Line) -> String {
    // Colours come again after seven; dashes tell those apart.
    guard let colour = line.colour else { return "bound" }
    return Drawing.colour(colour) + (colour >= Drawing.colourCount ? " again" : "")
  }

  /// - Parameter width: Of the line: those drawn first are wider, so that lines show that coincide.
  private func markup(of line: Line, _ across: Axis, _ up: Axis, width: Double) -> [Markup] {
    func place(_ point: (workers: Int, value: Double)) -> (x: String, y: String) {
      (
        Drawing.number(across.position(Double(point.workers))),
        Drawing.number(up.position(point.value))
      )
    }
    let path = line.points.map { point in
      let place = place(point)
      return "\(place.x),\(place.y)"
    }
    func mark(_ point: (workers: Int, value: Double), isMeasured: Bool) -> Markup {
      let (x, y) = place(point)
      return Markup(
        "circle",
        [
          "class": "\(isMeasured ? "measured" : "mark") \(kind(line))", "cx": x, "cy": y,
          "r": isMeasured ? "4.5" : "2.4", "data-series": line.name,
          "data-workers": "\(point.workers)", "data-value": "\(point.value)",
        ],
        Drawing.tip(
          "\(line.name)\(isMeasured ? ", measured" : "") on \(point.workers):"
            + " \(NumberText.short(point.value))"))
    }
    return [
      Markup(
        "polyline",
        [
          "class": kind(line), "points": path.joined(separator: " "),
          "stroke-width": Drawing.number(width),
        ], [])
    ]
      + line.points.map { mark($0, isMeasured: false) }
      + line.measured.map { mark($0, isMeasured: true) }
  }

  private func entry(of line: Line, top: Double) -> [Markup] {
    var markup = [
      Drawing.line(kind(line) + " legend", from: (0, top + 8), to: (22, top + 8)),
      Drawing.text(Drawing.cut(line.name, to: 44), x: 30, y: top + 12, "small"),
    ]
    if let last = line.points.last {
      markup.append(
        Drawing.text(
          "\(NumberText.short(last.value)) on \(last.workers)", x: Drawing.width, y: top + 12,
          "small", anchor: "end"))
    }
    return markup
  }
}
