import ArgumentParser
import BlockSets
import Execution
import Experiments

/// `balbench blocks generate`: a recipe's blocks as a folder.
struct BlocksGenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Generate the blocks of a recipe into a folder.",
    discussion: """
      Takes a bundled recipe, or parameters as an experiment's `generate:` has them. Every block \
      is executed and sealed; equal parameters make equal blocks on every machine.

      EXAMPLES
        balbench blocks generate --recipe mint-rush --seed 3 --blocks 20 -o mint-rush
        balbench blocks generate --spec '{recipe: devnet-like, tokens: 4, skew: 1.5}' -o few-tokens
        balbench blocks generate --spec '{seed: 1, blocks: 9, transactions: 50, mix: {transfer: 1}}' \
      -o transfers
      """)

  @Option(
    help: ArgumentHelp("A recipe; see `balbench recipes list`.", valueName: "NAME"),
    completion: .recipes)
  var recipe: String?

  @Option(help: ArgumentHelp("The seed, in place of the recipe's.", valueName: "N"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("How many blocks, in place of the recipe's.", valueName: "N"))
  var blocks: Int?

  @Option(
    help: ArgumentHelp("How many transactions a block, in place of the recipe's.", valueName: "N"))
  var transactions: Int?

  @Option(help: ArgumentHelp("Parameters as in `generate:`.", valueName: "YAML"))
  var spec: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "DIR"),
    completion: .directory)
  var output: String

  @OptionGroup var set: BlockSetOutput

  func validate() throws {
    guard (recipe == nil) == (spec == nil) else { return }
    throw ValidationError("give either --recipe or --spec")
  }

  func run() throws {
    let source = GeneratedBlockSource(try parameters())
    let manifest = try BlockSetInput.reading {
      try set.write(
        to: output, name: recipe ?? "generated", source: source.description,
        chains: source.forEachStream)
    }
    BlockSetOutput.report(manifest, in: output)
  }

  private func parameters() throws(CommandFailure) -> WorkloadParameters {
    let counts: [(String, (any BinaryInteger)?)] = [
      ("seed", seed), ("blocks", blocks), ("transactions", transactions),
    ]
    let overrides = counts.compactMap { name, value in value.map { "\(name): \($0)" } }
    if spec != nil, !overrides.isEmpty {
      throw CommandFailure(
        .configuration, "--spec has its own \(overrides[0].prefix { $0 != ":" }); name it there")
    }
    let text = spec ?? "{" + (["recipe: \(recipe ?? "")"] + overrides).joined(separator: ", ") + "}"
    do throws(ExperimentFileError) {
      return try PlanReader(catalog: BuiltStrategies.all).workload(
        argument: text, name: spec == nil ? "--recipe" : "--spec")
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }
}
