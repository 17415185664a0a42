/// One point a block: what the block allows across, what a strategy made of it upwards.
struct ScatterChart {
  /// One block.
  struct Point {
    let block: UInt64
    let across: Double
    let up: Double
    /// The tier at which the block was accepted, which colours it.
    let tier: Int
    /// Where in the page there is more of it.
    let link: String?

    var tip: String {
      "block \(block): \(NumberText.short(up)) of \(NumberText.short(across)) allowed,"
        + " accepted at tier \(tier)"
    }
  }

  /// More points than these are thinned.
  static let pointLimit = 400

  private static let width = 300.0
  private static let height = 268.0
  private static let left = 30.0
  private static let bottom = 226.0

  let id: String
  let title: String
  let description: String
  let acrossTitle: String
  let points: [Point]
  /// Values that both axes hold, the least and the greatest among them, so that charts beside
  /// each other compare.
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
        "class": "mark \(Drawing.colour(point.tier))",
        "cx": Drawing.number(across.position(point.across)),
        "cy": Drawing.number(up.position(point.up)), "r": point.link == nil ? "3" : "4.5",
        "data-block": "\(point.block)", "data-across": "\(point.across)", "data-up": "\(point.up)",
      ], Drawing.tip(point.tip))
    guard let link = point.link else { return circle }
    return Markup("a", ["href": "#\(link)", "class": "worst"], circle)
  }

  /// At most so many points of the first tier and of the others, evenly spread over their places;
  /// and always the extremes, and those with a link.
  static func thinned(_ points: [Point]) -> [Point] {
    let extremes = Set(
      [
        points.indices.min { points[$0].up < points[$1].up },
        points.indices.max { points[$0].up < points[$1].up },
        points.indices.max {
          points[$0].across - points[$0].up < points[$1].across - points[$1].up
        },
      ].compactMap { $0 })
    var counts = (usual: points.count { $0.tier == 0 }, rare: points.count { $0.tier != 0 })
    let shares = (
      usual: Double(pointLimit) / Double(counts.usual),
      rare: Double(pointLimit) / Double(counts.rare)
    )
    counts = (0, 0)
    return points.enumerated().filter { place, point in
      if point.tier == 0 { counts.usual += 1 } else { counts.rare += 1 }
      let (count, share) =
        point.tier == 0 ? (counts.usual, shares.usual) : (counts.rare, shares.rare)
      // By the golden ratio, so that what comes again at a fixed distance is not passed over.
      return (Double(count) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1) < share
        || point.link != nil || extremes.contains(place)
    }.map(\.element)
  }
}
