import Records
import Scheduling

/// How often attempts failed, and why.
struct FallbackSection {
  /// Causes that are listed one by one.
  private static let listedCauses = 20
  /// Causes that have a colour of their own.
  private static let colouredCauses = 5

  let set: SetFigures
  let number: Int

  var markup: Markup {
    let causes = set.toldWays.flatMap { way in
      way.causes.map { (way: way, cause: $0.key, count: $0.value) }
    }
    return [
      Markup(
        "div", ["class": "charts"], tiers, causes.isEmpty ? .nothing : causeBars),
      causes.isEmpty
        ? PageParts.paragraph("note", "No attempt failed.") : causeTable(causes),
      Markup("h3", [:], "Edges of the groupings against the truth"),
      edges,
    ]
  }

  // MARK: Tiers

  private var tiers: Markup {
    let ways = set.toldWays
    let last = ways.flatMap { $0.outcomes.compactMap(\.acceptedTier) }.max() ?? 0
    let parts =
      (0...last).map { (name: "tier \($0)", colour: $0) }
      + [(name: "not accepted", colour: Drawing.colourCount - 1)]
    let bars = ways.map { way in
      let counts = (0...last).map { tier in way.outcomes.count { $0.acceptedTier == tier } }
      let share = NumberText.percent(
        way.outcomes.isEmpty ? nil : Double(way.acceptedAtOnce) / Double(way.outcomes.count))
      return StackedBars.Bar(
        name: PageParts.plainName(way), total: "\(share) % at once",
        values: (counts + [way.outcomes.count { $0.acceptedTier == nil }]).map(Double.init))
    }
    let title = "Tiers at which blocks were accepted"
    return PageParts.figure(
      title,
      [
        PageParts.term(.tier, "Tier"), " 0 is the strategy's own; every further one is a ",
        PageParts.term(.fallback), ".",
      ],
      StackedBars(
        id: "tiers-\(number)", title: "\(title), \(set.input.name)",
        description: bars.map { "\($0.name): \($0.total)" }.joined(separator: "; "), parts: parts,
        bars: bars, text: { NumberText.count(Int($0), "block") }
      ).markup,
      numbers: PageParts.numbers(
        [.text("strategy")] + parts.map { .number(.text($0.name)) } + [.number("rejected plans")],
        zip(ways, bars).map { way, bar in
          [.text(bar.name)]
            + bar.values.map { PageParts.number($0) { NumberText.grouped(Int($0)) } }
            + [.text("\(way.outcomes.reduce(0) { $0 + $1.rejected })")]
        }))
  }

  // MARK: Causes

  private var causeBars: Markup {
    var totals: [String: Int] = [:]
    for way in set.toldWays {
      for (cause, count) in way.causes { totals[cause.title, default: 0] += count.count }
    }
    let titles = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let named = Array(titles.prefix(Self.colouredCauses))
    let rest = titles.count > named.count ? ["other causes"] : []
    let bars = set.toldWays.map { way in
      var values = Array(repeating: 0.0, count: named.count + rest.count)
      for (cause, count) in way.causes {
        values[named.firstIndex(of: cause.title) ?? named.count] += Double(count.count)
      }
      return StackedBars.Bar(
        name: PageParts.plainName(way),
        total: NumberText.count(Int(values.reduce(0, +)), "failed attempt"), values: values)
    }
    let title = "Why attempts failed"
    return PageParts.figure(
      title,
      [
        "By the ", PageParts.term(.missedEdge), " and the rule that it was ",
        PageParts.term(.excludedBy), ".",
      ],
      StackedBars(
        id: "causes-\(number)", title: "\(title), \(set.input.name)",
        description: bars.map { "\($0.name): \($0.total)" }.joined(separator: "; "),
        parts: (named + rest).enumerated().map { (name: $1, colour: $0 + 1) }, bars: bars,
        text: { NumberText.count(Int($0), "failed attempt") }
      ).markup,
      numbers: PageParts.numbers(
        [.text("strategy")] + (named + rest).map { .number(.text($0)) },
        bars.map { bar in
          [.text(bar.name)]
            + bar.values.map { PageParts.number($0) { NumberText.grouped(Int($0)) } }
        }))
  }

  /// A cause, under which strategy it came up, and how often.
  typealias Entry = (way: WayFigures, cause: FallbackCause, count: CauseCount)

  /// The most frequent causes first, in one order in every run.
  static func sorted(_ causes: [Entry], in set: SetFigures) -> [Entry] {
    let order = Dictionary(
      set.toldWays.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return causes.sorted {
      ($1.count.count, order[$0.way.name] ?? 0, $0.count.firstBlock, $0.cause.sortText)
        < ($0.count.count, order[$1.way.name] ?? 0, $1.count.firstBlock, $1.cause.sortText)
    }
  }

  private func causeTable(_ causes: [Entry]) -> Markup {
    let sorted = Self.sorted(causes, in: set)
    let rest = sorted.dropFirst(Self.listedCauses)
    return [
      PageParts.table(
        "causes",
        [
          .text("strategy"), .number("attempts"), .text(PageParts.term(.trigger)),
          .text(PageParts.term(.missedEdge)), .text("on"), .text("touched"),
          .text(PageParts.term(.excludedBy)), .number("first block"),
        ],
        sorted.prefix(Self.listedCauses).map { entry in
          [
            [
              PageParts.name(entry.way),
              entry.cause.attempt > 0
                ? PageParts.small(.text("attempt \(entry.cause.attempt), \(entry.cause.strategy)"))
                : .nothing,
            ],
            .text(NumberText.grouped(entry.count.count)),
            .text(
              entry.cause.outcome == .rejected
                ? "plan rejected: \(entry.cause.trigger)" : entry.cause.trigger),
            .text(entry.cause.edgeKind ?? NumberText.none),
            .text(entry.cause.resource ?? NumberText.none),
            .text(entry.count.site(of: entry.cause)),
            [
              .text(entry.cause.excludedBy ?? NumberText.none),
              entry.cause.excludedBy.flatMap(ApproximationGap.init).map {
                PageParts.small(.text($0.words))
              } ?? .nothing,
            ],
            .text("\(entry.count.firstBlock)"),
          ]
        }),
      rest.isEmpty
        ? .nothing
        : PageParts.paragraph(
          "note",
          .text(
            "And \(NumberText.count(rest.count, "rarer cause")) of"
              + " \(NumberText.count(rest.reduce(0) { $0 + $1.count.count }, "attempt")):"
              + " attempts.csv has every one.")),
    ]
  }

  // MARK: Edges

  private var edges: Markup {
    [
      PageParts.table(
        "edges",
        [
          .text("strategy"), .number(PageParts.term(.trueEdges)),
          .number(PageParts.term(.falseEdges)), .number("false, unexplained"),
          .number(PageParts.term(.harmful)), .number(PageParts.term(.benign)),
          .number(PageParts.term(.unknown)),
        ],
        set.toldWays.map { way in
          func count(_ standing: EdgeTotals.Standing) -> Markup {
            PageParts.number(Double(way.edges.total(standing))) { NumberText.grouped(Int($0)) }
          }
          return [
            PageParts.name(way), count(.kept), count(.needless),
            PageParts.number(Double(way.edges.unexplained)) { NumberText.grouped(Int($0)) },
            count(.harmful), count(.benign), count(.unknown),
          ]
        }),
      PageParts.paragraph("note", "Sums over the first attempts that were executed."),
    ]
  }
}

extension FallbackCause {
  /// Puts causes that came up equally often into one order in every run.
  fileprivate var sortText: String {
    "\(attempt) \(strategy) \(trigger) \(title) \(resource ?? "") \(opcode ?? "")"
  }
}
