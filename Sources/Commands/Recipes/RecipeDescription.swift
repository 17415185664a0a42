import BlockSets
import Experiments
import Reports

/// A recipe in words and tables.
struct RecipeDescription {
  private static let width = 100

  let recipe: WorkloadRecipe
  private let parameters: WorkloadParameters

  init(_ recipe: WorkloadRecipe) {
    self.recipe = recipe
    parameters = recipe.parameters
  }

  /// The lines of the description.
  var lines: [String] {
    get throws {
      ["\(recipe.name): \(recipe.summary)", ""] + recipe.purpose.wrapped(to: Self.width)
        + ["", "transactions"] + kindTable.lines(width: Self.width + 40)
        + ["", "parameters (as in `generate:`)"]
        + (try ResolvedPlan.generate(parameters)).wrapped(to: Self.width)
        + ["", "expected conflicts, beside those of common senders and of what they pay with"]
        + conflictLines + ["", "what strategies make of them"] + strategyLines
    }
  }

  private var kindTable: TextTable {
    var table = TextTable(columns: [
      .init("kind", alignment: .left), .init("share %"), .init("", alignment: .left),
      .init("contracts", alignment: .left),
    ])
    let mix = parameters.mix
    for kind in mix.kinds.sorted(by: { mix[$0] > mix[$1] }) {
      table.add([
        kind.rawValue,
        NumberText.decimal(100 * Double(mix[kind]) / Double(mix.total), places: 1), kind.summary,
        kind.contracts.map { "\($0).vy" }.joined(separator: ", "),
      ])
    }
    return table
  }

  // MARK: Conflicts

  private var conflictLines: [String] {
    let conflicts = parameters.expectedConflicts
    if conflicts.isEmpty { return ["  none"] }
    return WorkloadResource.allCases.flatMap { resource -> [String] in
      let found = conflicts.filter { $0.resource == resource }
      if found.isEmpty { return [] }
      let writers = Self.names(
        found.map(\.writer) + found.filter(\.access.isWrite).map(\.other))
      var line = "  \(resource.rawValue): written by \(writers)"
      for (access, words) in Self.readingWords {
        let readers = found.filter { $0.access == access }.map(\.other)
        if !readers.isEmpty { line += "; \(words) \(Self.names(readers))" }
      }
      return line.wrapped(to: Self.width, indent: "    ")
    }
  }

  private static let readingWords: [(WorkloadTouch.Access, String)] = [
    (.reads, "read by"), (.readsThroughCalls, "read through calls by"),
    (.readsWhereDirected, "read where an earlier read directs by"),
  ]

  /// The kinds in their fixed order, each once.
  private static func names(_ kinds: [WorkloadKind]) -> String {
    WorkloadKind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ", ")
  }

  // MARK: Strategies

  private var strategyLines: [String] {
    let conflicts = parameters.expectedConflicts
    func pairs(_ accesses: [WorkloadTouch.Access]) -> String {
      conflicts.filter { accesses.contains($0.access) }
        .map { "\($0.writer.rawValue) → \($0.other.rawValue)" }.joined(separator: ", ")
    }
    let hidden = pairs([.readsThroughCalls, .readsWhereDirected])
    let directed = pairs([.readsWhereDirected])
    let callsNothing = parameters.mix.kinds.allSatisfy { $0.contracts.isEmpty }
    var lines = [
      callsNothing
        ? "  heuristic: misses nothing; no code runs, but any `to` might have some"
        : "  heuristic: misses nothing; joins every call with every earlier write that a call can"
          + " observe, so that a block is about one group"
    ]
    lines.append(
      hidden.isEmpty
        ? "  address-narrowed: misses nothing; every address read is named by the transaction or"
          + " written by it"
        : "  address-narrowed: misses \(hidden), read at addresses that the transaction neither"
          + " names nor writes; it fails where such a write comes first and changes what is read")
    lines.append(
      directed.isEmpty
        ? "  refined: recovers what address-narrowed misses, for a retry loads the same addresses"
        : "  refined: misses \(directed); the failed attempt followed a stale entry and observed"
          + " another address than the right one")
    lines.append("  attributed-reads: misses nothing, joins nothing without need (hypothetical)")
    return lines.flatMap { $0.wrapped(to: Self.width, indent: "    ") }
  }
}
