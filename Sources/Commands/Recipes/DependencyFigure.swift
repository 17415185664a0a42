import Execution

/// A figure of a block's true dependencies, as tables show it.
struct DependencyFigure: Sendable {
  /// What it is called.
  let name: String
  /// The decimals that it is shown with.
  let places: Int
  /// The figure of a block.
  let value: @Sendable (DependencyProfile) -> Double

  private init(
    _ name: String, _ places: Int, _ value: @escaping @Sendable (DependencyProfile) -> Double
  ) {
    self.name = name
    self.places = places
    self.value = value
  }

  /// Size, and figures that blocks of any size can be compared by.
  static let all = [
    DependencyFigure("transactions", 0) { Double($0.transactions) },
    DependencyFigure("gas, millions", 2) { Double($0.gas) / 1e6 },
    DependencyFigure("gas a transaction, thousands", 1) { $0.ratio($0.gas, $0.transactions) / 1e3 },
    DependencyFigure("heaviest transaction / gas", 3) {
      $0.ratio($0.heaviestTransactionGas, $0.gas)
    },
    DependencyFigure("senders / transactions", 3) { $0.ratio($0.senders, $0.transactions) },
    DependencyFigure("groups / transactions", 3) { $0.ratio($0.components, $0.transactions) },
    DependencyFigure("groups of one / transactions", 3) {
      $0.ratio($0.singletons, $0.transactions)
    },
    DependencyFigure("dependent / transactions", 3) {
      $0.ratio($0.dependentTransactions, $0.transactions)
    },
    DependencyFigure("largest group / transactions", 3) {
      $0.ratio($0.largestComponent, $0.transactions)
    },
    DependencyFigure("gas / heaviest group", 2) { $0.ratio($0.gas, $0.heaviestComponentGas) },
    DependencyFigure("gas / critical path", 2) { $0.ratio($0.gas, $0.criticalPathGas) },
  ]

  /// The values at the given parts of the way from the least to the greatest, in quarters.
  static func quartiles(_ values: [Double], _ quarters: [Int] = [1, 2, 3]) -> [Double] {
    let sorted = values.sorted()
    return quarters.map { sorted[(sorted.count - 1) * $0 / 4] }
  }
}

extension DependencyProfile {
  fileprivate func ratio(_ a: some BinaryInteger, _ b: some BinaryInteger) -> Double {
    b == 0 ? 0 : Double(a) / Double(b)
  }
}
