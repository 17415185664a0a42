import Records
import Statistics

/// The table that answers the experiment's question on one block set.
struct AnswerSection {
  let set: SetFigures

  var markup: Markup {
    let answers = Answer.all(of: set)
    guard let baseline = answers.first(where: \.isBaseline) else {
      return PageParts.paragraph("note", "No block of this set was run.")
    }
    let workers = NumberText.count(baseline.workers, "worker")
    return [
      PageParts.table(
        "answer",
        [
          .text("strategy"),
          .number([PageParts.term(.countParallelism), PageParts.small("median")]),
          .number([.text("least"), PageParts.small("worst block")]),
          .number([PageParts.term(.gasParallelism), PageParts.small("median")]),
          .number([PageParts.term(.atOnce, "at once"), PageParts.small("share of blocks")]),
          .number([PageParts.term(.fallback, "fallbacks"), PageParts.small("blocks")]),
          .number([PageParts.term(.total, "total, ms"), PageParts.small(.text(workers))]),
          .number([.text("worst, ms"), PageParts.small("slowest block")]),
          .text(PageParts.term(.matchesReference, "= ref.")),
        ], answers.map(row)),
      PageParts.paragraph(
        "note", "In the order of the experiment, not ranked. Below a value its 95 % ",
        PageParts.term(.interval), ", then the ", PageParts.term(.verdict), " against ",
        Markup("strong", [:], .text(PageParts.plainName(baseline.way))),
        ", \(Baseline.description), with the difference.",
        answers.contains(where: \.way.isHypothetical)
          ? [
            " ", PageParts.term(.hypothetical, "*"),
            " needs knowledge that no client has before it runs a block.",
          ] : .nothing,
        set.timesObstacle.map { .text(" No verdict on times: \($0).") } ?? .nothing),
    ]
  }

  private func row(_ answer: Answer) -> [Markup] {
    let outcomes = answer.way.outcomes
    let fallbacks = answer.way.fallbacks
    func decimal(_ value: Double) -> String { NumberText.decimal(value, places: 2) }
    func percent(_ value: Double) -> String { NumberText.decimal(value * 100, places: 1) + " %" }
    func milliseconds(_ value: Double) -> String { NumberText.decimal(value / 1e6, places: 2) }
    return [
      [
        PageParts.name(answer.way),
        answer.isBaseline ? PageParts.small("baseline") : .nothing,
      ],
      measure(answer.countParallelism, decimal) { NumberText.signed($0, places: 2) },
      PageParts.number(answer.way.countParallelism.min(), decimal),
      PageParts.number(answer.gasParallelism, decimal),
      measure(answer.atOnce, percent) { NumberText.signed($0 * 100, places: 1) + " points" },
      [
        .text("\(fallbacks)"), PageParts.small(.text("of \(NumberText.grouped(outcomes.count))")),
      ],
      measure(answer.total, milliseconds) { NumberText.signed($0 / 1e6, places: 2) },
      PageParts.number(answer.worstTotal, milliseconds),
      answer.way.matchesReference.map {
        $0 ? "yes" : Markup("strong", ["class": "bad"], "NO")
      } ?? .text(NumberText.none),
    ]
  }

  private func measure(
    _ measure: Answer.Measure, _ text: (Double) -> String, _ signed: (Double) -> String
  ) -> Markup {
    [
      PageParts.number(measure.value, text), PageParts.range(measure.interval, text),
      PageParts.verdict(measure, signed),
    ]
  }
}
