import Scheduling
import TestSupport
import Testing

/// The reasons that a graph gives for its groups.
struct ConflictCauseTests {
  @Test func `causes are a spanning forest of true edges`() throws {
    for seed in 0..<2_000 as Range<UInt64> {
      let block = BlockView.random(seed: seed)
      let definitions = ReadDefinitions(block: block)
      var graph = ConflictGraph(block: block)
      for transaction in block.transactions {
        graph.addStaticReads(of: transaction, in: block)
        graph.addObservableReadsOfKnownAddresses(by: transaction, in: block)
      }
      let groups = graph.grouping().numbers
      try #require(graph.causes.count == block.transactionCount - groups.count, "seed \(seed)")
      for cause in graph.causes {
        try #require(isEdge(cause, in: definitions), "seed \(seed): \(cause)")
      }
      let spanned = components(of: block.transactionCount) { earlier, later in
        graph.causes.contains {
          [$0.first.rawValue, $0.second.rawValue] == [earlier, later]
        }
      }
      try #require(spanned == groups, "seed \(seed)")
    }
  }

  /// Whether the definition has the edge, for the reads of address-narrowed.
  private func isEdge(_ cause: ConflictCause, in definitions: ReadDefinitions) -> Bool {
    let block = definitions.block
    let first = block.transactions[cause.first.rawValue]
    let second = block.transactions[cause.second.rawValue]
    guard cause.first < cause.second else { return false }
    switch cause.kind {
    case .sameSender:
      return first.sender == second.sender && cause.resource == .nonce(first.sender)
    case .writeWrite:
      return [first, second].allSatisfy {
        block.writes[$0.index.rawValue].contains(cause.resource)
      }
    case .readAfterWrite:
      return block.writes[cause.first.rawValue].contains(cause.resource)
        && definitions.addressNarrowed(second).contains(cause.resource)
    }
  }

  @Test func `reads may be added in any order`() throws {
    for seed in 0..<500 as Range<UInt64> {
      let block = BlockView.random(seed: seed)
      var generator = SplitMix64(seed: seed)
      var inOrder = ConflictGraph(block: block)
      for transaction in block.transactions { inOrder.addObservableReads(by: transaction.index) }
      var shuffled = ConflictGraph(block: block)
      for transaction in block.transactions.shuffled(using: &generator) {
        shuffled.addObservableReads(by: transaction.index)
      }
      try #require(shuffled.grouping() == inOrder.grouping(), "seed \(seed)")
    }
  }

  @Test func `a strategy may add conflicts of its own`() {
    var graph = ConflictGraph(
      accesses: [AccessSet(), AccessSet(), AccessSet()], senders: [1, 2, 3].map(Address.init(_:)))
    let cause = ConflictCause(
      kind: .readAfterWrite, resource: .code(Address(9)), first: TransactionIndex(0),
      second: TransactionIndex(2))
    graph.addConflict(cause)
    graph.addConflict(cause)
    #expect(graph.grouping().numbers == [[0, 2], [1]])
    #expect(graph.causes == [cause])
    #expect(
      cause.description
        == "0–2 read-after-write code(0x0000000000000000000000000000000000000009)")
  }
}
