import Records
import Statistics

/// Where the time of a block goes.
struct TimeSection {
  let set: SetFigures
  let number: Int

  private struct Row {
    let name: String
    let medians: [Phase: Double]
    let greatest: Double?
    let spread: RepeatSpread?
  }

  var markup: Markup {
    let workers = set.workers
    guard let least = workers.first, let most = workers.last else {
      return PageParts.paragraph("note", "No time was recorded.")
    }
    let shown = least == most ? [least] : [least, most]
    let longest = shown.flatMap(rows).map(Self.bar).map(\.length).max()
    return [
      Markup("div", ["class": "charts"], shown.map { figure($0, fullWidth: longest) }),
      PageParts.paragraph(
        "note",
        .text(
          "Medians over blocks of the medians over repeats, in ms; medians of parts do not add up to"
            + " the median of the whole. "),
        PageParts.term(.merkle), " runs on a thread of its own, beside the others: of it only ",
        PageParts.term(.wait), " is part of a bar.",
        workers.count > shown.count
          ? .text(" Other numbers of workers are in blocks.csv.") : .nothing),
      warning(shown.flatMap(rows)),
    ]
  }

  private func figure(_ workers: Int, fullWidth: Double?) -> Markup {
    let rows = rows(workers)
    let title = "Phases on \(NumberText.count(workers, "worker"))"
    let bars = rows.map(Self.bar)
    let columns = Phase.sequence + [.total, .merkle]
    return PageParts.figure(
      title, .nothing,
      StackedBars(
        id: "phases-\(number)-\(workers)", title: "\(title), \(set.input.name)",
        description: bars.map { "\($0.name): \($0.total)" }.joined(separator: "; "),
        parts: Phase.sequence.enumerated().map { (name: $1.title, colour: Self.colours[$0]) },
        bars: bars, fullWidth: fullWidth, text: { Self.milliseconds($0) + " ms" }
      ).markup,
      numbers: PageParts.numbers(
        [.text("ms")] + columns.map { .number(PageParts.term($0.term)) } + [.number("worst total")],
        rows.map { row in
          [.text(row.name)] + columns.map { PageParts.number(row.medians[$0], Self.milliseconds) }
            + [PageParts.number(row.greatest, Self.milliseconds)]
        }))
  }

  private static func bar(_ row: Row) -> StackedBars.Bar {
    StackedBars.Bar(
      name: row.name, total: "total \(milliseconds(row.medians[.total] ?? 0)) ms",
      values: Phase.sequence.map { row.medians[$0] ?? 0 })
  }

  /// A colour for each phase of the sequence; neighbours in a bar are far apart.
  private static let colours = [4, 5, 2, 0, 1, 3, 2, 6]

  private func rows(_ workers: Int) -> [Row] {
    set.ways.compactMap { way in
      guard let samples = way.times[workers] else { return nil }
      let medians = Phase.allCases.compactMap { phase in
        Statistic.median.of(Array(samples.medians(of: phase).values)).map { (phase, $0) }
      }
      guard !medians.isEmpty else { return nil }
      return Row(
        name: PageParts.plainName(way), medians: Dictionary(uniqueKeysWithValues: medians),
        greatest: samples.medians(of: .total).values.max(), spread: samples.spread)
    }
  }

  private func warning(_ rows: [Row]) -> Markup {
    let warnings = TimeWarnings.all(rows.map(\.spread))
    guard !warnings.isEmpty else { return .nothing }
    return Markup(
      "div", ["class": "warning"], warnings.map { Markup("p", [:], .text("Warning: " + $0)) })
  }

  private static func milliseconds(_ nanoseconds: Double) -> String {
    NumberText.decimal(nanoseconds / 1e6, places: nanoseconds < 1e5 ? 3 : 2)
  }
}

extension Phase {
  /// Its word in the definitions.
  var term: Term {
    switch self {
    case .wasted: .wasted
    case .groups: .groups
    case .transport: .transport
    case .exec: .exec
    case .merge: .merge
    case .send: .send
    case .verify: .verify
    case .wait: .wait
    case .merkle: .merkle
    case .total: .total
    }
  }
}
