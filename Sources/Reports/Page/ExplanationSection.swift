import Records

/// Why the worst blocks were grouped as they were.
struct ExplanationSection {
  /// Drawings of more arcs are left out: nobody could follow them, and the page must stay small.
  private static let arcLimit = 600

  let explanations: [ExplainedBlock]

  /// Where the explanation with a number stands.
  static func anchor(_ number: Int) -> String { "explanation-\(number)" }

  var markup: Markup {
    guard !explanations.isEmpty else { return .nothing }
    return Markup(
      "section", ["id": "explanations"],
      [
        Markup("h2", [:], "Worst blocks explained"),
        PageParts.paragraph(
          "note", "The strategy's first attempt at its worst block, as ",
          Markup("code", [:], "balbench explain"), " tells it."),
      ] + explanations.enumerated().map(explanation))
  }

  private func explanation(_ number: Int, _ block: ExplainedBlock) -> Markup {
    let identity = block.block.identity
    let text = ExplanationText(block, pair: []).lines.joined(separator: "\n")
    let drawing = ExplanationSVG(block, pair: [])
    let shown: Markup =
      drawing.arcCount <= Self.arcLimit
      ? Markup(
        "div", ["class": "scroll drawing", "tabindex": "0"],
        .verbatim(drawing.lines.joined(separator: "\n")))
      : PageParts.paragraph(
        "note",
        .text(
          "Its drawing has \(drawing.arcCount) arcs and is left out here: balbench explain --block"
            + " \(identity.blockNumber) --format svg draws it."))
    return Markup(
      "details", ["class": "explained"],
      Markup(
        "summary", [:],
        .text("\(identity.blockSet), block \(identity.blockNumber), under \(identity.label)"),
        .text(
          ": count ∥ \(NumberText.decimal(block.block.shape.countParallelism, places: 2)),"
            + " \(NumberText.count(block.block.attempts, "attempt"))")),
      // Within what is folded: a browser unfolds it for whoever follows a link to it.
      Markup(
        "div", ["id": Self.anchor(number)], Markup("pre", ["tabindex": "0"], .text(text)), shown))
  }
}
