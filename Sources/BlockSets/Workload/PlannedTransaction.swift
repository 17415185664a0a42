/// A transaction of a block, before its sender and its call are drawn.
package struct PlannedTransaction: Equatable, Sendable {
  /// What it does.
  package let kind: WorkloadKind
  /// Whether it reads the oracle through other contracts.
  package let readsOracle: Bool

  /// A transaction that reads the oracle if its kind always does, or if told so.
  package init(_ kind: WorkloadKind, readsOracle: Bool = false) {
    self.kind = kind
    self.readsOracle = readsOracle || kind == .oracleRead
  }
}

extension [PlannedTransaction] {
  /// Puts the transactions of one kind before those of another where there are both; these two
  /// kinds exchange their places, the others stay.
  mutating func put(_ first: [WorkloadKind], before second: WorkloadKind) {
    let places = indices.filter { first.contains(self[$0].kind) || self[$0].kind == second }
    let planned = places.map { self[$0] }
    let ordered =
      first.flatMap { kind in planned.filter { $0.kind == kind } }
      + planned.filter { $0.kind == second }
    for (place, transaction) in zip(places, ordered) { self[place] = transaction }
  }
}
