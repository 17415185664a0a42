/// How the oracle updates of a block lie to its oracle reads.
package enum OracleTiming: Sendable {
  /// Every read comes before every update: groups that miss the dependency do no harm.
  case updatesLast
  /// An update comes first, but all updates repeat the price: a read depends on the update (on
  /// its time), and comes out the same without it.
  case heartbeatFirst
  /// A change of the price comes first: whatever a read logs or stores depends on it.
  case priceChangeFirst

  /// Orders the oracle's transactions of a block; the others stay where they are.
  package func arrange(_ transactions: inout [PlannedTransaction]) {
    let places = transactions.indices.filter {
      transactions[$0].readsOracle || transactions[$0].kind == .oracleUpdate
    }
    switch self {
    case .updatesLast:
      let planned = places.map { transactions[$0] }
      let ordered = planned.filter(\.readsOracle) + planned.filter { !$0.readsOracle }
      for (place, transaction) in zip(places, ordered) { transactions[place] = transaction }
    case .heartbeatFirst, .priceChangeFirst:
      guard let first = places.first,
        let update = places.first(where: { transactions[$0].kind == .oracleUpdate })
      else { return }
      transactions.swapAt(first, update)
    }
  }
}
