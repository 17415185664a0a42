import BlockSets
import Testing

@Suite struct OracleTimingTests {
  /// Every sequence of up to six transactions that read, update, or do something else.
  static let sequences: [[WorkloadKind]] = {
    var longest: [[WorkloadKind]] = [[]]
    var all = longest
    for _ in 0..<6 {
      longest = longest.flatMap { sequence in
        [.oracleRead, .oracleUpdate, .transfer].map { sequence + [$0] }
      }
      all += longest
    }
    return all
  }()

  @Test(arguments: [OracleTiming.updatesLast, .heartbeatFirst, .priceChangeFirst])
  func ordersTheOraclesTransactionsOnly(timing: OracleTiming) {
    for kinds in Self.sequences {
      var planned = kinds.map { PlannedTransaction($0) }
      timing.arrange(&planned)
      let arranged = planned.map(\.kind)
      for kind in [WorkloadKind.oracleRead, .oracleUpdate] {
        #expect(arranged.count { $0 == kind } == kinds.count { $0 == kind }, "\(kinds)")
      }
      for (index, kind) in kinds.enumerated() where kind == .transfer {
        #expect(arranged[index] == .transfer, "\(kinds)")
      }
      let oracle = arranged.filter { $0 != .transfer }
      guard oracle.contains(.oracleUpdate), oracle.contains(.oracleRead) else { continue }
      if timing == .updatesLast {
        let lastRead = oracle.lastIndex(of: .oracleRead) ?? 0
        #expect(lastRead < oracle.firstIndex(of: .oracleUpdate) ?? 0, "\(kinds)")
      } else {
        #expect(oracle.first == .oracleUpdate, "\(kinds)")
      }
    }
  }

  @Test func otherReadersOfTheOracleAreOrderedAlike() {
    let mint = PlannedTransaction(.mint, readsOracle: true)
    let planned: [PlannedTransaction] = [
      .init(.oracleUpdate), .init(.mint), mint, .init(.oracleUpdate), .init(.oracleRead),
    ]
    var last = planned
    OracleTiming.updatesLast.arrange(&last)
    #expect(
      last == [mint, .init(.mint), .init(.oracleRead), .init(.oracleUpdate), .init(.oracleUpdate)])
    var first = last
    OracleTiming.priceChangeFirst.arrange(&first)
    #expect(
      first == [
        .init(.oracleUpdate), .init(.mint), .init(.oracleRead), mint, .init(.oracleUpdate),
      ])
  }
}
