import ArgumentParser

/// `balbench recipes`: the bundled descriptions of generated blocks.
struct RecipesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipes",
    abstract: "List and describe the bundled recipes of generated blocks.",
    discussion: """
      A recipe is a named set of the generator's parameters. In an experiment, \
      `generate: {recipe: NAME}` takes it as it is; every parameter beside it replaces the \
      recipe's, weights of `mix` one by one. Equal parameters make equal blocks on every machine.

      EXAMPLES
        balbench recipes list
        balbench recipes describe mint-rush
        balbench recipes describe mainnet-like --against ../shared/mainnet/dev --since paris
      """,
    subcommands: [RecipesListCommand.self, RecipesDescribeCommand.self])
}
