/// One point a block: what the block allows across, what a strategy made of it upwards.
struct ScatterChart {
  /// One block.
  struct Point {
    let block: UInt64
    let across: Double
    let up: Double
    let colour: Int
    let tip: String
    /// Where in the page there is more of it.
    var link: String?
  }

  /// More points than these are thinned.
  static let pointLimit = 1_000

  private static let width = 300.0
  private static let height = 268.0
  private static let left = 30.0
  private static let bottom = 226.0

  let id: String
  let title: String
  let description: String
  let acrossTitle: String
  let points: [Point]
  /// The values that both axes hold, so that charts beside each other compare.
  let values: [Double]

  var markup: Markup {
    let scale = Axis.scale(for: values)
    let across = Axis(of: values, scale: scale, from: Self.left, to: Self.width - 8)
    let up = Axis(of: values, scale: scale, from: Self.bottom, to: 10)
    let content =
      Drawing.grid(across: across, top: 10, bottom: Self.bottom)
      + Drawing.grid(up: up, left: Self.left, right: Self.width - 8)
      + [
        Drawing.line(
          "ideal", from: (across.position(across.low), up.position(up.low)),
          to: (across.position(across.high), up.position(up.high))),
        Drawing.text(acrossTitle, x: Self.width - 8, y: Self.bottom + 33, "small", anchor: "end"),
      ] + points.map { mark($0, across, up) }
    return Drawing.chart(
      id: id, kind: "scatter", title: title, description: description, width: Self.width,
      height: Self.height, content)
  }

  private func mark(_ point: Point, _ across: Axis, _ up: Axis) -> Markup {
    let circle = Markup(
      "circle",
      [
        "class": "mark \(Drawing.colour(point.colour))",
        "cx": Drawing.number(across.position(point.across)),
        "cy": Drawing.number(up.position(point.up)), "r": point.link == nil ? "3" : "4.5",
        "data-block": "\(point.block)", "data-across": "\(point.across)", "data-up": "\(point.up)",
      ], Drawing.tip(point.tip))
    guard let link = point.link else { return circle }
    return Markup("a", ["href": "#\(link)", "class": "worst"], circle)
  }

  /// Every so manieth point, and all that must be seen.
  static func thinned(_ points: [Point], keeping mustStay: (Point) -> Bool) -> [Point] {
    guard points.count > pointLimit else { return points }
    let step = (points.count - 1) / pointLimit + 1
    return points.enumerated().filter { $0.offset % step == 0 || mustStay($0.element) }
      .map(\.element)
  }
}
