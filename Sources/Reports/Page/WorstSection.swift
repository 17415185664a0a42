import Records

/// The worst blocks of each strategy.
struct WorstSection {
  /// How many of each strategy are listed.
  static let listed = 3

  let set: SetFigures
  /// Where a block is explained in the page.
  let link: (BlockOutcome, WayFigures) -> String?

  var markup: Markup {
    let workers = set.workers.last ?? 1
    return [
      PageParts.table(
        "worst",
        [
          .text("strategy"), .number("block"), .number("transactions"),
          .number(PageParts.term(.countParallelism)),
          .number([
            .text("allowed"), PageParts.small(PageParts.term(.componentParallelism, "truth")),
          ]),
          .number("attempts"), .text("accepted as"), .text(PageParts.term(.trigger)),
          .number([.text("total, ms"), PageParts.small(.text(NumberText.count(workers, "worker")))]
          ),
          .text("why"),
        ],
        set.toldWays.flatMap { way in
          let times = way.times[workers]?.medians(of: .total) ?? [:]
          return way.worst(Self.listed).map { row($0, way, total: times[$0.block]) }
        }),
      PageParts.paragraph(
        "note",
        .text(
          "Of each strategy the \(Self.listed) worst blocks: not accepted, else most attempts, else"
            + " least parallelism. Every block is in blocks.csv; "),
        Markup("code", [:], "balbench explain --run DIR --block N"),
        " explains any."),
    ]
  }

  /// Whether the name of its chain tells a block from others.
  private var hasChains: Bool { Set(set.blocks.map(\.key.chain)).count > 1 }

  private func row(_ outcome: BlockOutcome, _ way: WayFigures, total: Double?) -> [Markup] {
    let block = set.blocks[outcome.block]
    let accepted =
      outcome.acceptedStrategy.map { "\($0), tier \(outcome.acceptedTier ?? 0)" } ?? "not accepted"
    return [
      PageParts.name(way),
      [
        .text("\(block.key.number)"),
        hasChains ? PageParts.small(.text(Drawing.cut(block.key.chain, to: 40))) : .nothing,
      ],
      .text(NumberText.grouped(block.transactionCount)),
      PageParts.number(outcome.countParallelism, NumberText.short),
      PageParts.number(block.componentParallelism, NumberText.short),
      .text("\(outcome.attempts)"), .text(accepted), .text(outcome.trigger ?? NumberText.none),
      PageParts.number(total) { NumberText.decimal($0 / 1e6, places: 2) },
      link(outcome, way).map {
        Markup("a", ["href": "#\($0)"], "explained")
      } ?? .text(NumberText.none),
    ]
  }
}
