import ArgumentParser
import BlockSets
import EthereumTypes
import Execution
import Experiments

/// `balbench recipes describe`: what a recipe's blocks contain, and the conflicts to expect.
struct RecipesDescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Say what a recipe contains and which conflicts to expect.",
    discussion: """
      Prints the kinds of transaction with their shares and contracts, the parameters, which \
      resources conflict between which kinds, and what each strategy misses. With --against, the \
      recipe's blocks and those of PATH are executed, and the figures that decide their \
      parallelism stand side by side.

      EXAMPLES
        balbench recipes describe adversarial
        balbench recipes describe adversarial --json | jq .conflicts
        balbench recipes describe mainnet-like --against ../shared/mainnet/dev --since paris
      """)

  @Argument(help: "The recipe's name; see `balbench recipes list`.", completion: .recipes)
  var name: String

  @Option(
    help: ArgumentHelp("Compare with the blocks of these files.", valueName: "PATH"),
    completion: .directory)
  var against: String?

  @Option(
    help: ArgumentHelp("Compare with blocks of this fork and later ones only.", valueName: "FORK"),
    completion: .forks)
  var since: String?

  @Flag(help: "Print what the recipe contains, and a comparison's quartiles, as JSON.")
  var json = false

  func run() throws {
    guard let recipe = WorkloadRecipe.named(name) else {
      let names = WorkloadRecipe.all.map(\.name)
      throw ValidationError(
        "unknown recipe '\(name)'; "
          + (SpellingSuggestion.phrase(for: name, among: names)
            ?? "known recipes: \(names.joined(separator: ", "))"))
    }
    let since = try since.map(ForkArgument.fork)
    let description = RecipeDescription(recipe)
    guard let against else {
      return json ? try print(description.json(comparedWith: nil)) : try show(description)
    }
    let comparison: ProfileComparison
    do {
      comparison = try ProfileComparison(
        recipe: recipe, with: BlockSet(name: against, path: against), since: since)
    } catch let error as BlockSetError {
      throw CommandFailure(.configuration, "\(error)")
    }
    if json { return print(try description.json(comparedWith: comparison)) }
    try show(description)
    print()
    for line in comparison.lines { print(line) }
  }

  private func show(_ description: RecipeDescription) throws {
    for line in try description.lines { print(line) }
  }

  func validate() throws {
    guard since != nil, against == nil else { return }
    throw ValidationError("--since selects blocks of --against, which is not given")
  }
}
