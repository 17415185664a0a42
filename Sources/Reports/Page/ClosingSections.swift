import Foundation
import Records

/// What the words of a report mean.
enum DefinitionSection {
  static var markup: Markup {
    Markup(
      "section", ["id": "definitions"], Markup("h2", [:], "Definitions"),
      Markup(
        "dl", [:],
        Term.allCases.flatMap { term in
          [
            Markup("dt", ["id": term.anchor], .text(term.rawValue)),
            Markup(
              "dd", [:], .text(term.definition),
              term.column.map {
                [" ", Markup("code", [:], .text("\($0.table).csv, \($0.name)"))]
              } ?? .nothing),
          ]
        }),
      PageParts.paragraph(
        "note", "Every column of every table is described in ",
        Markup("code", [:], "datapackage.json"), "."))
  }
}

/// Where a report's numbers come from.
struct ProvenanceSection {
  let manifest: RunManifest
  /// `resolved.yaml`.
  let plan: String

  var markup: Markup {
    Markup(
      "section", ["id": "provenance"], Markup("h2", [:], "Provenance"),
      Markup(
        "dl", ["class": "facts"],
        Provenance(manifest).facts.flatMap { fact in
          [
            Markup("dt", [:], .text(fact.name)),
            Markup("dd", [:], .text(fact.value)),
          ]
        }),
      Markup("h3", [:], "Block sets"),
      PageParts.table(
        "", [.text("name"), .text("source"), .number("seed"), .text("SHA-256 of the input")],
        manifest.blockSets.map { set in
          [
            .text(set.name), Markup("code", [:], .text(set.source)),
            .text(set.seed.map(String.init) ?? NumberText.none),
            Markup("code", [:], .text(set.digest ?? set.absence ?? NumberText.none)),
          ]
        }),
      Markup("h3", [:], "Strategies and tiers"),
      PageParts.table(
        "", [.text("label"), .text("role"), .text("version"), .text("options"), .text("needs")],
        (manifest.strategies.map { ($0, "strategy") } + manifest.tiers.map { ($0, "tier") }).map {
          [
            .text($0.label), .text($1), .text($0.version), .text($0.options),
            .text($0.needs.joined(separator: ", ")),
          ]
        }),
      Markup(
        "details", [:], Markup("summary", [:], "The plan, with every default (resolved.yaml)"),
        Markup("pre", ["tabindex": "0"], .text(plan))))
  }
}

/// What the numbers of a run depend on, as names and values.
struct Provenance {
  let manifest: RunManifest

  init(_ manifest: RunManifest) { self.manifest = manifest }

  var facts: [(name: String, value: String)] {
    let build = manifest.build
    let machine = manifest.machine
    var facts = [
      ("command", manifest.arguments.joined(separator: " ")),
      ("in folder", manifest.workingDirectory),
      (
        "started, finished",
        "\(manifest.startedAt), \(manifest.finishedAt ?? "not finished")"
          + (manifest.resumedAt.map { "; resumed \($0.joined(separator: ", "))" } ?? "")
      ),
      (
        "revision",
        (build.gitRevision ?? "unknown")
          + (build.gitDirty == true ? ", with uncommitted changes" : "")
      ),
      ("build", "\(build.buildMode), Swift \(build.swiftVersion)"),
      ("SHA-256 of the executable", build.executableDigest),
      ("SHA-256 of the plan", manifest.planDigest),
      ("seed of the order", "\(manifest.seed)"),
      (
        "machine",
        "\(machine.cpuModel), \(NumberText.count(machine.cores, "core")), \(machine.operatingSystem)"
      ),
    ]
    if let shard = manifest.shard { facts.append(("shard", "\(shard) of the cells")) }
    for part in manifest.mergedFrom ?? [] {
      facts.append(
        (
          "merged from",
          "\(part.path), shard \(part.shard ?? "all"), \(part.startedAt), \(part.machine.cpuModel)"
        ))
    }
    for store in manifest.stores {
      let words = [store.pageCache, store.failure].compactMap { $0 }
      facts.append(
        ("store of \(store.blockSet)", ([store.label] + words).joined(separator: "; ")))
    }
    return facts
  }
}
