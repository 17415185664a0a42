import ArgumentParser
import BlockSets
import Reports

/// `balbench recipes list`: the recipes, one a line.
struct RecipesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the bundled recipes.",
    discussion: """
      EXAMPLES
        balbench recipes list
        balbench recipes list --json
      """)

  private struct Entry: Encodable {
    let name: String
    let blocks: Int
    let transactions: Int
    let summary: String
  }

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func run() throws {
    if json {
      return try BenchOutput.printJSON(
        WorkloadRecipe.all.map {
          Entry(
            name: $0.name, blocks: $0.parameters.blocks, transactions: $0.parameters.transactions,
            summary: $0.summary)
        })
    }
    var table = TextTable(columns: [
      .init("recipe", alignment: .left), .init("blocks"), .init("transactions"),
      .init("", alignment: .left),
    ])
    for recipe in WorkloadRecipe.all {
      table.add([
        recipe.name, "\(recipe.parameters.blocks)", "\(recipe.parameters.transactions)",
        recipe.summary,
      ])
    }
    for line in table.lines(width: 160) { print(line) }
  }
}
