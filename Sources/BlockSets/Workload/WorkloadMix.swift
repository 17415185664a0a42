/// How often each kind of transaction occurs in generated blocks: relative weights.
package struct WorkloadMix: Codable, Equatable, Sendable {
  /// The largest weight; keeps the sum far from overflow.
  package static let maximumWeight = 1_000_000

  private var weights: [Int]

  /// A mix of the given weights; kinds that are not named do not occur.
  ///
  /// - Precondition: Every weight is in `0...maximumWeight` and one is positive.
  package init(_ weights: [WorkloadKind: Int]) {
    self.weights = WorkloadKind.allCases.map { weights[$0] ?? 0 }
    precondition(self.weights.allSatisfy { 0...Self.maximumWeight ~= $0 }, "weight out of range")
    precondition(total > 0, "a mix without any transaction")
  }

  /// The relative weight of a kind.
  package subscript(kind: WorkloadKind) -> Int {
    weights[WorkloadKind.allCases.firstIndex(of: kind) ?? 0]
  }

  /// The sum of all weights, positive.
  package var total: Int { weights.reduce(0, +) }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: WorkloadKind.self)
    weights = try WorkloadKind.allCases.map { kind in
      let weight = try container.decodeIfPresent(Int.self, forKey: kind) ?? 0
      guard 0...Self.maximumWeight ~= weight else {
        throw DecodingError.dataCorruptedError(
          forKey: kind, in: container,
          debugDescription: "the weight is \(weight); use 0 to \(Self.maximumWeight)")
      }
      return weight
    }
    guard total > 0 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: container.codingPath,
          debugDescription: "every weight of the mix is 0; at least one must be positive"))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: WorkloadKind.self)
    for kind in WorkloadKind.allCases {
      try container.encode(self[kind], forKey: kind)
    }
  }
}
