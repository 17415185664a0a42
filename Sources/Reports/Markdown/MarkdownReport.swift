import Records
import Statistics

/// `report.md`: a run in what fits a comment on a pull request.
package struct MarkdownReport: Sendable {
  /// The most characters that GitHub takes in a comment.
  package static let limit = 65_536

  /// Causes listed of each block set.
  private static let listedCauses = 8

  private let figures: RunFigures

  init(_ figures: RunFigures) { self.figures = figures }

  /// The file's text: what does not fit is left out, last block set first, and said so.
  package var text: String {
    let opening = self.opening
    let closing = self.closing
    var parts = figures.sets.filter { !$0.ways.isEmpty }.map { part($0).joined(separator: "\n") }
    var leftOut = 0
    func whole() -> String {
      let note =
        leftOut == 0
        ? []
        : ["_\(NumberText.count(leftOut, "more block set")) in report.html: this would not fit._\n"]
      return (opening + parts + note + closing).joined(separator: "\n") + "\n"
    }
    while whole().utf16.count > Self.limit, parts.popLast() != nil { leftOut += 1 }
    return whole()
  }

  // MARK: Opening and closing

  private var opening: [String] {
    let manifest = figures.run.manifest
    let question = manifest.question.isEmpty ? manifest.experiment : manifest.question
    return ["# \(MarkdownText.escaped(question))", ""]
      + OpeningSection.warnings(of: manifest).map { "> **\(MarkdownText.escaped($0))**  " }
      + manifest.failures.prefix(10).map {
        "> - \(MarkdownText.escaped("\($0.blockSet ?? "run"), \($0.subject): \($0.message)"))"
      } + [""]
  }

  private var closing: [String] {
    let manifest = figures.run.manifest
    return [
      "<details><summary>Definitions and provenance</summary>", "",
      "- **count ∥**: \(MarkdownText.escaped(Term.countParallelism.definition))",
      "- **verdict**: \(MarkdownText.escaped(Term.verdict.definition))",
      "- **interval**: \(MarkdownText.escaped(Term.interval.definition))",
      "- **\\***: \(MarkdownText.escaped(Term.hypothetical.definition))", "",
    ]
      + Provenance(manifest).facts.map {
        "- \(MarkdownText.escaped($0.name)): \(MarkdownText.escaped($0.value))"
      }
      + manifest.blockSets.map {
        "- block set \(MarkdownText.escaped($0.name)): \(MarkdownText.escaped($0.source)),"
          + " SHA-256 \($0.digest ?? "none")"
      } + ["", "</details>"]
  }

  // MARK: A block set

  private func part(_ set: SetFigures) -> [String] {
    [
      "## \(MarkdownText.escaped(set.input.name))", "",
      "\(NumberText.count(set.blocks.count, "block")),"
        + " \(NumberText.count(set.transactionCount, "transaction"))", "",
    ] + answer(set) + causes(set) + worst(set)
  }

  private func name(_ way: WayFigures) -> String {
    MarkdownText.escaped(way.name) + (way.isHypothetical ? " \\*" : "")
  }

  private func answer(_ set: SetFigures) -> [String] {
    let answers = Answer.all(of: set)
    guard let baseline = answers.first(where: \.isBaseline) else {
      return ["No block of this set was run.", ""]
    }
    let rows = answers.map { answer in
      [
        name(answer.way),
        measure(answer.countParallelism, scale: 1, places: 2),
        NumberText.decimal(answer.way.countParallelism.min(), places: 2),
        measure(answer.atOnce, scale: 100, places: 1),
        "\(answer.way.fallbacks) of \(answer.way.outcomes.count)",
        measure(answer.total, scale: 1e-6, places: 2),
        NumberText.decimal(answer.worstTotal.map { $0 / 1e6 }, places: 2),
        answer.way.matchesReference.map { $0 ? "yes" : "**NO**" } ?? NumberText.none,
      ]
    }
    return MarkdownText.table(
      [
        ("strategy", false), ("count ∥, median", true), ("least", true),
        ("accepted at once, %", true), ("fallbacks", true),
        ("total on \(baseline.workers), ms", true), ("worst, ms", true), ("= reference", false),
      ], rows) + [
        "",
        "In the order of the experiment, not ranked. 95 % intervals in brackets; verdicts against"
          + " \(name(baseline.way)), \(Baseline.description), block by block."
          + (answers.contains(where: \.way.isHypothetical)
            ? " \\* needs knowledge that no client has in advance." : "")
          + (set.timesObstacle.map { " No verdict on times: \(MarkdownText.escaped($0))." } ?? ""),
        "",
      ]
  }

  /// A value, its interval, and how it stands to the baseline's.
  private func measure(_ measure: Answer.Measure, scale: Double, places: Int) -> String {
    func text(_ value: Double) -> String { NumberText.decimal(value * scale, places: places) }
    guard let value = measure.value else { return NumberText.none }
    var parts = [text(value)]
    if let interval = measure.interval {
      parts.append("[\(text(interval.low)), \(text(interval.high))]")
    }
    if let verdict = measure.verdict, let difference = measure.difference {
      let signed = NumberText.signed(difference.difference * scale, places: places)
      parts.append(
        verdict == .noDifferenceShown
          ? "<br>no difference shown" : "<br>**\(verdict.rawValue)** \(signed)")
    }
    return parts.joined(separator: " ")
  }

  private func causes(_ set: SetFigures) -> [String] {
    let causes = set.toldWays.flatMap { way in
      way.causes.map { (way: way, cause: $0.key, count: $0.value) }
    }
    guard !causes.isEmpty else { return ["No attempt failed.", ""] }
    let sorted = FallbackSection.sorted(causes, in: set)
    let rest = sorted.dropFirst(Self.listedCauses)
    return ["### Why attempts failed", ""]
      + MarkdownText.table(
        [
          ("strategy", false), ("attempts", true), ("trigger", false),
          ("missed dependency", false), ("on", false), ("touched", false), ("left out by", false),
        ],
        sorted.prefix(Self.listedCauses).map { entry in
          [
            name(entry.way), "\(entry.count.count)",
            MarkdownText.escaped(
              (entry.cause.outcome == .rejected ? "plan rejected: " : "") + entry.cause.trigger),
            entry.cause.edgeKind ?? NumberText.none,
            MarkdownText.escaped(entry.cause.resource ?? NumberText.none),
            entry.count.site(of: entry.cause),
            entry.cause.excludedBy ?? NumberText.none,
          ]
        })
      + (rest.isEmpty
        ? [] : ["", "And \(NumberText.count(rest.count, "rarer cause")), in report.html."]) + [""]
  }

  private func worst(_ set: SetFigures) -> [String] {
    ["### Worst block of each", ""]
      + MarkdownText.table(
        [
          ("strategy", false), ("block", true), ("count ∥", true), ("allowed", true),
          ("attempts", true), ("accepted as", false), ("trigger", false), ("chain", false),
        ],
        set.toldWays.flatMap { way in
          way.worst(1).map { outcome in
            let block = set.blocks[outcome.block]
            return [
              name(way), "\(block.key.number)",
              NumberText.decimal(outcome.countParallelism, places: 2),
              NumberText.decimal(block.componentParallelism, places: 2),
              "\(outcome.attempts)",
              MarkdownText.escaped(outcome.acceptedStrategy ?? "not accepted"),
              MarkdownText.escaped(outcome.trigger ?? NumberText.none),
              MarkdownText.escaped(Drawing.cut(block.key.chain, to: 60)),
            ]
          }
        }) + [""]
  }
}
