import Records

/// Everything about one block set.
struct BlockSetSection {
  /// How many reasons for blocks that were not run are listed.
  private static let listedReasons = 8

  let set: SetFigures
  let number: Int
  let manifest: RunManifest
  let link: (BlockOutcome, WayFigures) -> String?

  /// Where the section of a block set stands.
  static func anchor(_ number: Int) -> String { "set-\(number)" }

  var markup: Markup {
    guard !set.ways.isEmpty else { return .nothing }
    return Markup(
      "section", ["id": Self.anchor(number)],
      Markup("h2", [:], .text(set.input.name)),
      PageParts.paragraph("facts", .text(facts)), reasons,
      AnswerSection(set: set).markup,
      Markup("h3", [:], "Parallelism"),
      ParallelismSection(set: set, number: number, link: link).markup,
      Markup("h3", [:], "Fallbacks"), FallbackSection(set: set, number: number).markup,
      Markup("h3", [:], "Workers"), WorkersSection(set: set, number: number).markup,
      Markup("h3", [:], "Time"), TimeSection(set: set, number: number).markup,
      Markup("h3", [:], "Worst blocks"), WorstSection(set: set, link: link).markup)
  }

  private var facts: String {
    var facts = [
      NumberText.grouped(set.blocks.count) + " blocks",
      NumberText.grouped(set.transactionCount) + " transactions",
    ]
    let statuses = set.ways.map(\.unaccepted)
    for (status, words) in [
      (BlockRow.Status.invalid, "invalid"), (.unsupported, "not supported by this build"),
      (.failed, "FAILED"),
    ] {
      let count = statuses.compactMap { $0[status] }.max() ?? 0
      if count > 0 { facts.append("\(count) \(words)") }
    }
    return facts.joined(separator: " · ")
  }

  private var reasons: Markup {
    let incidents = manifest.unsupported.filter { $0.blockSet == set.input.name }
    guard !incidents.isEmpty else { return .nothing }
    let reasons = Dictionary(grouping: incidents, by: \.message)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return Markup(
      "ul", ["class": "note"],
      reasons.prefix(Self.listedReasons).map {
        Markup("li", [:], .text("\($0.value.count) × \($0.key)"))
      })
  }
}
