import Scheduling
import Testing

/// Which rule of the approximated read sets leaves a dependency out, rule by rule.
struct ApproximationGapTests {
  private let writer = Address(1)
  private let reader = Address(2)
  private let callee = Address(3)
  private let listed = Address(4)
  private let unseen = Address(5)
  private let fees = Address(9)

  private func gap(
    _ resource: Resource, _ kind: ConflictKind = .readAfterWrite, to: Address? = nil
  ) -> ApproximationGap {
    let block = BlockView(
      transactions: [
        TransactionView(index: TransactionIndex(0), sender: writer, to: unseen),
        TransactionView(
          index: TransactionIndex(1), sender: reader, to: to ?? callee,
          accessList: [AccessListView(address: listed, slots: [1])]),
      ],
      feeRecipient: fees, writes: [[resource], []])
    return block.gap(
      for: ConflictCause(
        kind: kind, resource: resource, first: TransactionIndex(0), second: TransactionIndex(1)))
  }

  @Test func `every rule has its case`() {
    #expect(gap(.storage(unseen, 0)) == .unknownAddress)
    #expect(gap(.code(unseen)) == .unknownAddress)
    #expect(gap(.storage(callee, 0)) == .none)
    #expect(gap(.storage(listed, 7)) == .none)
    #expect(gap(.nonce(unseen)) == .nonce)
    #expect(gap(.nonce(reader)) == .none)
    #expect(gap(.balance(writer)) == .senderBalance)
    #expect(gap(.balance(callee)) == .none)
    #expect(gap(.balance(fees)) == .feeRecipientBalance)
    #expect(gap(.storage(unseen, 0), to: fees) == .noCall)
    #expect(gap(.storage(unseen, 0), .writeWrite) == .none)
    #expect(gap(.nonce(writer), .sameSender) == .none)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what address-narrowed misses some rule leaves out`(seed: UInt64) throws {
    let block = BlockView.random(seed: seed)
    let exact = BlockDependencies(
      accesses: block.exactAccesses, senders: block.transactions.map(\.sender))
    let grouping = try makeStrategy("address-narrowed").group(block)
    for edge in GroupingAssessment(grouping, against: exact).missedEdges {
      #expect(block.gap(for: edge) != .none, "seed \(seed): \(edge)")
    }
  }
}
