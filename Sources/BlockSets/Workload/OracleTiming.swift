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
  package func arrange(_ kinds: inout [WorkloadKind]) {
    let places = kinds.indices.filter { kinds[$0] == .oracleRead || kinds[$0] == .oracleUpdate }
    switch self {
    case .updatesLast:
      let readCount = places.count { kinds[$0] == .oracleRead }
      for (position, place) in places.enumerated() {
        kinds[place] = position < readCount ? .oracleRead : .oracleUpdate
      }
    case .heartbeatFirst, .priceChangeFirst:
      guard let first = places.first,
        let update = places.first(where: { kinds[$0] == .oracleUpdate })
      else { return }
      kinds.swapAt(first, update)
    }
  }
}
