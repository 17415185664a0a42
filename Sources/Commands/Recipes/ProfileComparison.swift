import BlockSets
import EthereumTypes
import Execution
import Reports

/// A recipe's blocks beside others, by what decides their parallelism.
struct ProfileComparison {
  private let recipe: String
  private let other: String
  private let generated: [DependencyProfile]
  private let real: [DependencyProfile]
  private let leftOut: Int

  /// Executes the blocks of both.
  ///
  /// - Parameter since: Only blocks of this fork and later ones.
  init(recipe: WorkloadRecipe, with blocks: BlockSet, since: Fork?) throws {
    self.recipe = recipe.name
    other = blocks.name
    generated = try Self.profiles(
      of: BlockSet(name: recipe.name, source: GeneratedBlockSource(recipe.parameters)), since: nil
    ).profiles
    (real, leftOut) = try Self.profiles(of: blocks, since: since)
    guard !real.isEmpty else {
      throw CommandFailure(
        .configuration, "\(blocks.description): error: no block that can be compared")
    }
  }

  /// The profiles of all blocks with transactions that can be executed, and the number of others.
  private static func profiles(
    of blocks: BlockSet, since: Fork?
  ) throws -> (profiles: [DependencyProfile], leftOut: Int) {
    let collection = try BlockStatistics.collect(from: blocks.source)
    let profiles = collection.blocks.filter { block in since.map { block.fork >= $0 } ?? true }
      .map(\.dependencies).filter { $0.transactions > 0 }
    return (profiles, collection.omittedCount)
  }

  /// A figure of both, as least, lower quartile, median, upper quartile and greatest.
  struct Figure: Encodable {
    let figure: String
    let recipe: [Double]
    let real: [Double]
  }

  /// The figures that are compared.
  var figures: [Figure] {
    DependencyFigure.all.map { figure in
      Figure(
        figure: figure.name,
        recipe: DependencyFigure.quartiles(generated.map(figure.value), [0, 1, 2, 3, 4]),
        real: DependencyFigure.quartiles(real.map(figure.value), [0, 1, 2, 3, 4]))
    }
  }

  /// The lines of the comparison.
  var lines: [String] {
    var table = TextTable(columns: [
      .init("true dependencies", alignment: .left),
      .init(recipe, "lower quartile"), .init("median"), .init("upper"),
      .init("real", "lower quartile"), .init("median"), .init("upper"),
    ])
    for figure in DependencyFigure.all {
      let quartiles =
        DependencyFigure.quartiles(generated.map(figure.value))
        + DependencyFigure.quartiles(real.map(figure.value))
      table.add([figure.name] + quartiles.map { NumberText.decimal($0, places: figure.places) })
    }
    var lines = ["\(generated.count) generated blocks beside \(real.count) of \(other)"]
    if leftOut > 0 { lines.append("left out: \(leftOut) blocks that this build cannot execute") }
    return lines + table.lines(width: 110)
  }
}
