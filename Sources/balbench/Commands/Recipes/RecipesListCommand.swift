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
      """)

  func run() throws {
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
