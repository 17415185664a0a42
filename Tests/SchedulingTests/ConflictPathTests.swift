import Scheduling
import Testing

/// Chains of conflicts against all walks of small graphs.
struct ConflictPathTests {
  private func edge(_ first: Int, _ second: Int) -> ConflictCause {
    ConflictCause(
      kind: .writeWrite, resource: .balance(Address(1)), first: TransactionIndex(first),
      second: TransactionIndex(second))
  }

  private let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]

  /// Every graph of four transactions, every pair of them.
  @Test func `a path is a shortest chain from one transaction to the other`() {
    for bits in 0..<64 {
      let chosen = pairs.indices.filter { bits >> $0 & 1 != 0 }.map { pairs[$0] }
      let edges = chosen.map { edge($0.0, $0.1) }
      for start in 0..<4 {
        var distances = [start: 0]
        for round in 1...4 {
          for (a, b) in chosen {
            for (from, to) in [(a, b), (b, a)]
            where distances[from] == round - 1 && distances[to] == nil { distances[to] = round }
          }
        }
        for end in 0..<4 {
          let path = ConflictPath(
            from: TransactionIndex(start), to: TransactionIndex(end), along: edges,
            transactionCount: 4)
          #expect(path?.edges.count == distances[end])
          var place = start
          for step in path?.edges ?? [] {
            #expect(step.first.rawValue == place || step.second.rawValue == place)
            place = step.first.rawValue == place ? step.second.rawValue : step.first.rawValue
          }
          #expect(path == nil || place == end)
        }
      }
    }
  }
}
