/// A figure by the blocks' numbers: 8 bytes a block.
package struct BlockValues: Sendable {
  /// Not a number where there is none.
  private var values: [Double] = []

  /// No block has the figure.
  package init() {}

  /// The finite figure of a block, if it has one; no block has none.
  package subscript(block: Int?) -> Double? {
    guard let block, block < values.count, !values[block].isNaN else { return nil }
    return values[block]
  }

  /// Gives a block its figure, or none.
  package mutating func set(_ block: Int, to value: Double?) {
    while values.count <= block { values.append(.nan) }
    values[block] = value ?? .nan
  }

  /// All figures, in the order of the blocks' numbers.
  package var present: [Double] { values.filter { !$0.isNaN } }
}
