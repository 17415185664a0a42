/// How often each kind of transaction occurs in generated blocks: relative weights.
package struct WorkloadMix: Encodable, Equatable, Sendable {
  /// What a weight may be; far from letting their sum overflow.
  package static let weightRange = 0...1_000_000

  private let weights: [Int]

  /// A mix of the given weights; kinds that are not named do not occur.
  ///
  /// - Precondition: Every weight is in `weightRange`, and one is positive.
  package init(_ weights: [WorkloadKind: Int]) {
    self.weights = WorkloadKind.allCases.map { weights[$0] ?? 0 }
    precondition(self.weights.allSatisfy(Self.weightRange.contains), "weight out of range")
    precondition(total > 0, "a mix without any transaction")
  }

  /// The relative weight of a kind.
  package subscript(kind: WorkloadKind) -> Int {
    WorkloadKind.allCases.firstIndex(of: kind).map { weights[$0] } ?? 0
  }

  /// The kinds that occur, in their fixed order.
  package var kinds: [WorkloadKind] { WorkloadKind.allCases.filter { self[$0] > 0 } }

  /// The sum of all weights, positive.
  package var total: Int { weights.reduce(0, +) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: WorkloadKind.self)
    for (kind, weight) in zip(WorkloadKind.allCases, weights) where weight > 0 {
      try container.encode(weight, forKey: kind)
    }
  }
}
