import Records

/// What was asked, what was run, and what one must know before the numbers.
struct OpeningSection {
  /// How many incidents are listed.
  private static let listed = 10

  let figures: RunFigures

  private var manifest: RunManifest { figures.run.manifest }

  var markup: Markup {
    Markup(
      "header", [:],
      PageParts.paragraph("experiment", .text(manifest.experiment)),
      Markup(
        "h1", [:],
        .text(manifest.question.isEmpty ? manifest.experiment : manifest.question)),
      PageParts.paragraph("facts", .text(facts)),
      warnings, navigation)
  }

  private var facts: String {
    let blocks = figures.blockCount
    let transactions = figures.sets.reduce(0) { $0 + $1.transactionCount }
    return [
      "\(NumberText.grouped(blocks)) blocks, \(NumberText.grouped(transactions)) transactions",
      NumberText.count(manifest.strategies.count, "strategy", plural: "strategies"),
      "\(manifest.machine.cpuModel), \(NumberText.count(manifest.machine.cores, "core"))",
      String(manifest.startedAt.prefix(10)),
    ].joined(separator: " · ")
  }

  // MARK: Warnings

  private var warnings: Markup {
    let texts = Self.warnings(of: manifest)
    let incidents = manifest.failures
    guard !texts.isEmpty || !incidents.isEmpty else { return .nothing }
    return Markup(
      "div", ["class": "warning"],
      texts.map { Markup("p", [:], .text($0)) }
        + (incidents.isEmpty
          ? []
          : [
            Markup(
              "ul", [:],
              incidents.prefix(Self.listed).map { incident in
                Markup(
                  "li", [:],
                  .text(
                    (incident.blockSet.map { $0 + ", " } ?? "")
                      + "\(incident.subject): \(incident.message)"))
              }),
            incidents.count > Self.listed
              ? Markup(
                "p", [:], .text("And \(incidents.count - Self.listed) more, in run.json."))
              : .nothing,
          ]))
  }

  /// What keeps the numbers from being what they seem, in sentences.
  static func warnings(of manifest: RunManifest) -> [String] {
    var texts: [String] = []
    if !manifest.failures.isEmpty {
      texts.append("\(NumberText.count(manifest.failures.count, "failure")) during the run:")
    }
    if manifest.build.buildMode != "release" {
      texts.append("This is a \(manifest.build.buildMode) build: its times mean nothing.")
    }
    if manifest.build.gitDirty == true {
      texts.append("The source tree had uncommitted changes: the revision does not say all.")
    }
    if let shard = manifest.shard {
      texts.append("This is shard \(shard) of the run: cells of the others are not here.")
    }
    let machines = Set((manifest.mergedFrom ?? []).map(\.machine.cpuModel))
    if machines.count > 1 {
      texts.append("The run was merged from machines that differ: do not compare their times.")
    }
    for set in manifest.blockSets {
      if let absence = set.absence {
        texts.append("Block set \(set.name) is not there and was left out: \(absence)")
      }
    }
    return texts
  }

  // MARK: Navigation

  private var navigation: Markup {
    let sets = figures.sets.enumerated().filter { !$0.element.ways.isEmpty }.map {
      (anchor: BlockSetSection.anchor($0.offset), name: $0.element.input.name)
    }
    let rest =
      [("explanations", "explanations")].filter { _ in !figures.explanations.isEmpty }
      + (figures.run.manifest.compareWith == nil ? [] : [("reference", "figures of elsewhere")])
      + [("definitions", "definitions"), ("provenance", "provenance")]
    return Markup(
      "nav", ["aria-label": "Sections"],
      (sets + rest.map { (anchor: $0.0, name: $0.1) }).map { entry in
        Markup("a", ["href": "#\(entry.anchor)"], .text(entry.name))
      })
  }
}
