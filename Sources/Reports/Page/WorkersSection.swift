import Records
import Statistics

/// What more workers bring: virtual schedules with their bound, and what was measured.
struct WorkersSection {
  let set: SetFigures
  let number: Int

  var markup: Markup {
    let ways = set.toldWays
    guard ways.contains(where: { !$0.virtualParallelism.isEmpty }) else {
      return PageParts.paragraph("note", "No makespans were recorded.")
    }
    return Markup(
      "div", ["class": "charts"],
      chart(
        "virtual", "Over workers, the median block",
        [
          PageParts.term(.virtualParallelism), " by list scheduling, retries included; its ",
          PageParts.term(.virtualBound, "bound"), "; rings: the ",
          PageParts.term(.measuredRatio), " of times. Dots: as parallel as there are workers.",
        ], reducing: { Statistic.median.of($0) }, measured: true),
      chart(
        "virtual-worst", "Over workers, the worst block",
        ["The least over blocks of the same, at each number of workers."],
        reducing: { $0.min() }, measured: false))
  }

  private func chart(
    _ id: String, _ title: String, _ note: Markup, reducing: ([Double]) -> Double?, measured: Bool
  ) -> Markup {
    func points(_ values: [Int: BlockValues]) -> [(workers: Int, value: Double)] {
      values.sorted { $0.key < $1.key }.compactMap { workers, values in
        reducing(values.present).map { (workers, $0) }
      }
    }
    let bound = LineChart.Line(
      name: "bound: true dependencies", colour: nil, points: points(set.virtualBounds)
    )
    let lines =
      [bound]
      + set.toldWays.enumerated().map { place, way in
        LineChart.Line(
          name: PageParts.plainName(way), colour: place,
          points: points(way.virtualParallelism),
          measured: measured ? self.measured(way) : [])
      }
    let workers = bound.points.map(\.workers)
    return PageParts.figure(
      title, note,
      LineChart(
        id: "\(id)-\(number)", title: "\(title), \(set.input.name)",
        description: lines.compactMap { line in
          line.points.last.map {
            "\(line.name): \(NumberText.short($0.value)) on \($0.workers) workers"
          }
        }.joined(separator: "; "), lines: lines
      ).markup,
      numbers: PageParts.numbers(
        [.text("strategy")] + workers.map { .number(.text("\($0)")) },
        lines.flatMap { line in
          [row(line.name, line.points, workers)]
            + (line.measured.isEmpty
              ? [] : [row("\(line.name), measured", line.measured, workers)])
        }))
  }

  private func row(
    _ name: String, _ points: [(workers: Int, value: Double)], _ workers: [Int]
  ) -> [Markup] {
    [.text(name)]
      + workers.map { count in
        PageParts.number(points.first { $0.workers == count }?.value, NumberText.short)
      }
  }

  /// Times on one worker / times on more.
  private func measured(_ way: WayFigures) -> [(workers: Int, value: Double)] {
    guard let alone = way.times[1]?.medians(of: .exec) else { return [] }
    return way.times.keys.sorted().filter { $0 > 1 }.compactMap { workers in
      let times = way.times[workers]?.medians(of: .exec) ?? [:]
      let ratios = times.compactMap { block, time in
        alone[block].flatMap { time > 0 ? $0 / time : nil }
      }
      return Statistic.median.of(ratios).map { (workers, $0) }
    }
  }
}
