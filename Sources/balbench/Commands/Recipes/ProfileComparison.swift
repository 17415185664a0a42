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

  private static let figures: [(String, Int, @Sendable (DependencyProfile) -> Double)] = [
    ("transactions", 0, { Double($0.transactions) }),
    ("gas, millions", 2, { Double($0.gas) / 1e6 }),
    ("gas a transaction, thousands", 1, { $0.ratio($0.gas, $0.transactions) / 1e3 }),
    ("heaviest transaction / gas", 3, { $0.ratio($0.heaviestTransactionGas, $0.gas) }),
    ("senders / transactions", 3, { $0.ratio($0.senders, $0.transactions) }),
    ("groups / transactions", 3, { $0.ratio($0.components, $0.transactions) }),
    ("groups of one / transactions", 3, { $0.ratio($0.singletons, $0.transactions) }),
    ("dependent / transactions", 3, { $0.ratio($0.dependentTransactions, $0.transactions) }),
    ("largest group / transactions", 3, { $0.ratio($0.largestComponent, $0.transactions) }),
    ("gas / heaviest group", 2, { $0.ratio($0.gas, $0.heaviestComponentGas) }),
    ("gas / critical path", 2, { $0.ratio($0.gas, $0.criticalPathGas) }),
  ]

  /// The lines of the comparison.
  var lines: [String] {
    var table = TextTable(columns: [
      .init("true dependencies", alignment: .left),
      .init(recipe, "lower quartile"), .init("median"), .init("upper"),
      .init("real", "lower quartile"), .init("median"), .init("upper"),
    ])
    for (name, places, value) in Self.figures {
      let quartiles = Self.quartiles(generated.map(value)) + Self.quartiles(real.map(value))
      table.add([name] + quartiles.map { NumberText.decimal($0, places: places) })
    }
    var lines = ["\(generated.count) generated blocks beside \(real.count) of \(other)"]
    if leftOut > 0 { lines.append("left out: \(leftOut) blocks that this build cannot execute") }
    return lines + table.lines(width: 110)
  }

  private static func quartiles(_ values: [Double]) -> [Double] {
    let sorted = values.sorted()
    return [1, 2, 3].map { sorted[(sorted.count - 1) * $0 / 4] }
  }
}

extension DependencyProfile {
  fileprivate func ratio(_ a: some BinaryInteger, _ b: some BinaryInteger) -> Double {
    b == 0 ? 0 : Double(a) / Double(b)
  }
}
