import Records
import Statistics

/// How parallel the groupings are: every block's value, and beside it what the block allows.
struct ParallelismSection {
  let set: SetFigures
  let number: Int
  /// Where a block is explained in the page.
  let link: (BlockOutcome, WayFigures) -> String?

  var markup: Markup {
    [
      Markup("div", ["class": "charts"], Self.measures.map(strips)),
      Markup("h3", [:], "Each block against what it allows"),
      PageParts.paragraph(
        "note", "A point is a block: across, the ", PageParts.term(.componentParallelism),
        "; upwards, the strategy's ", PageParts.term(.countParallelism),
        .text(
          ". On the line nothing was joined without need. Below it parallelism was given away;"
            + " above it a dependency was missed that changed nothing. The worst blocks are larger"
            + " and lead to their explanation." + thinning)),
      PageParts.paragraph("note", ["Accepted at ", .sequence(keys)]),
      Markup("div", ["class": "charts small"], scatters),
    ]
  }

  // MARK: Strips

  /// A parallelism of groupings, and what the true dependencies allow of it.
  private struct Measure {
    let id: String
    let title: String
    let term: Term
    let unit: String
    let value: @Sendable (BlockOutcome) -> Double?
    let bound: @Sendable (BlockFacts) -> Double?
  }

  private static let measures = [
    Measure(
      id: "count", title: "Parallelism by transactions", term: .countParallelism,
      unit: "transactions / largest group", value: \.countParallelism,
      bound: \.componentParallelism),
    Measure(
      id: "gas", title: "Parallelism by gas", term: .gasParallelism, unit: "gas / heaviest group",
      value: \.gasParallelism, bound: \.componentGasParallelism),
  ]

  private func strips(_ measure: Measure) -> Markup {
    let strips = set.toldWays.enumerated().compactMap { number, way in
      strip(
        PageParts.plainName(way), colour: number,
        way.outcomes.compactMap { outcome in
          measure.value(outcome).map { (set.blocks[outcome.block].key.number, $0) }
        })
    }
    let truth = strip(
      "what the true dependencies allow", colour: Drawing.colourCount - 1,
      set.blocks.compactMap { block in
        measure.bound(block).map { (block.key.number, $0) }
      })
    let all = strips + (truth.map { [$0] } ?? [])
    let isThinned = all.contains { $0.points.count > StripChart.pointLimit }
    return PageParts.figure(
      measure.title,
      [
        "A point is a block's ", PageParts.term(measure.term),
        ", the line their median, the band its 95 % interval.",
        .text(
          isThinned
            ? " Of more than \(StripChart.pointLimit) blocks as many are drawn, of evenly spread"
              + " ranks, the least and the greatest among them." : ""),
      ],
      StripChart(
        id: "\(measure.id)-\(number)", title: "\(measure.title), \(set.input.name)",
        description: all.map { "\($0.name): median \(NumberText.short($0.median))" }
          .joined(separator: "; "),
        unit: measure.unit, strips: all
      ).markup,
      numbers: PageParts.numbers(
        [
          .text("strategy"), .number("blocks"), .number("least"), .number("median"),
          .number("most"),
        ],
        all.map { strip in
          let values = strip.points.map(\.value)
          return [
            .text(strip.name), .text("\(values.count)"),
            PageParts.number(values.min(), NumberText.short),
            PageParts.number(strip.median, NumberText.short),
            PageParts.number(values.max(), NumberText.short),
          ]
        }))
  }

  private func strip(
    _ name: String, colour: Int, _ points: [(block: UInt64, value: Double)]
  ) -> StripChart.Strip? {
    let values = points.map(\.value)
    guard let median = Statistic.median.of(values) else { return nil }
    return StripChart.Strip(
      name: name, colour: colour, points: points, median: median,
      interval: OrderStatistics.medianInterval(of: values))
  }

  // MARK: Scatter

  private var scatters: [Markup] {
    var extremes: [Double] = []
    let charts = set.toldWays.map { way in
      let all = points(way)
      for values in [all.map(\.across), all.map(\.up)] {
        extremes += [values.min(), values.max()].compactMap(\.self)
      }
      return (name: PageParts.plainName(way), points: ScatterChart.thinned(all), blocks: all.count)
    }
    guard !extremes.isEmpty else { return [] }
    return charts.enumerated().map { place, chart in
      return PageParts.figure(
        chart.name, .nothing,
        ScatterChart(
          id: "scatter-\(number)-\(place)",
          title: "Blocks of \(set.input.name) under \(chart.name)",
          description: "\(chart.blocks) blocks; below the line, parallelism was given away",
          acrossTitle: "allowed by the truth", points: chart.points, values: extremes
        ).markup)
    }
  }

  /// What the colours stand for.
  private var keys: [Markup] {
    let last = set.toldWays.flatMap { $0.outcomes.compactMap(\.acceptedTier) }.max() ?? 0
    return (0...last).map { tier in
      Markup("span", ["class": "key \(Drawing.colour(tier))"], .text("tier \(tier)"))
    }
  }

  private func points(_ way: WayFigures) -> [ScatterChart.Point] {
    way.outcomes.compactMap { outcome in
      let block = set.blocks[outcome.block]
      guard let up = outcome.countParallelism, let across = block.componentParallelism
      else { return nil }
      return ScatterChart.Point(
        block: block.key.number, across: across, up: up, tier: outcome.acceptedTier ?? 0,
        link: link(outcome, way))
    }
  }

  private var thinning: String {
    guard set.blocks.count > ScatterChart.pointLimit else { return "" }
    return
      " Of \(NumberText.grouped(set.blocks.count)) blocks at most \(ScatterChart.pointLimit) that"
      + " were accepted at tier 0 are drawn, evenly spread, and as many that were not, the extremes"
      + " among them; blocks.csv has every one."
  }
}
