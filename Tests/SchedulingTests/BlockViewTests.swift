import Scheduling
import Testing

/// What a view tells and what it withholds.
struct BlockViewTests {
  private let feeRecipient = Address(9)

  private func block(feeRecipientIsResource: Bool) -> BlockView {
    BlockView(
      transactions: [
        TransactionView(index: TransactionIndex(0), sender: Address(1), to: Address(2)),
        TransactionView(index: TransactionIndex(1), sender: Address(3), to: feeRecipient),
        TransactionView(index: TransactionIndex(2), sender: Address(4), to: nil),
      ],
      feeRecipient: feeRecipient, feeRecipientIsResource: feeRecipientIsResource,
      writes: [
        [.balance(Address(1)), .balance(feeRecipient)], [.nonce(feeRecipient)],
        [.storage(feeRecipient, 1)],
      ],
      storageReads: [StorageSlot(address: Address(2), slot: 7)],
      observed: Array(repeating: ObservedAccess(addresses: [Address(2)]), count: 3),
      attributed: Array(repeating: AttributedReads(), count: 3))
  }

  @Test func `the fee recipient's balance is nobody's write unless it is a resource`() {
    #expect(
      block(feeRecipientIsResource: false).writes == [
        [.balance(Address(1))], [.nonce(feeRecipient)], [.storage(feeRecipient, 1)],
      ])
  }

  @Test func `as a resource the fee recipient's balance is everybody's write`() throws {
    let block = block(feeRecipientIsResource: true)
    #expect(block.writes.allSatisfy { $0.filter { $0 == .balance(feeRecipient) }.count == 1 })
    #expect(try makeStrategy("address-narrowed").group(block).numbers == [[0, 1, 2]])
  }

  @Test func `creations may call and payments to the fee recipient do not`() {
    let block = block(feeRecipientIsResource: false)
    #expect(block.transactions.map { block.mayCall($0) } == [true, false, true])
  }

  @Test func `a view is limited to what a strategy declares`() {
    let block = block(feeRecipientIsResource: true)
    let blind = block.limited(to: [])
    #expect(blind.transactions == block.transactions)
    #expect(blind.writes == [[], [], []])
    #expect(blind.storageReads.isEmpty)
    #expect(!blind.feeRecipientIsResource)
    #expect(blind.observed == nil)
    #expect(blind.attributed == nil)

    let informed = block.limited(to: [.blockAccessList])
    #expect(informed.writes == block.writes)
    #expect(informed.storageReads == block.storageReads)
    #expect(informed.feeRecipientIsResource)
    #expect(informed.observed == nil)
    #expect(informed.attributed == nil)

    #expect(block.limited(to: [.blockAccessList, .observedReads]).observed == block.observed)
    #expect(block.limited(to: [.blockAccessList, .attributedReads]).attributed == block.attributed)
  }

  @Test func `observations are sorted sets that grow`() {
    var observed = ObservedAccess(
      addresses: [Address(3), Address(1), Address(3)], reads: [.code(Address(3))])
    observed.formUnion(
      ObservedAccess(
        addresses: [Address(2), Address(1)], reads: [.balance(Address(4)), .code(Address(3))]))
    #expect(observed.addresses == [Address(1), Address(2), Address(3)])
    #expect(observed.reads == [.balance(Address(4)), .code(Address(3))])
  }

  @Test func `views of unequal lists are a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = BlockView(transactions: [], feeRecipient: .zero, writes: [[]])
    }
    await #expect(processExitsWith: .failure) {
      _ = BlockView(transactions: [], feeRecipient: .zero, writes: [], observed: [.init()])
    }
    await #expect(processExitsWith: .failure) {
      _ = BlockView(transactions: [], feeRecipient: .zero, writes: [], attributed: [.init()])
    }
    await #expect(processExitsWith: .failure) {
      let second = TransactionView(index: TransactionIndex(1), sender: .zero, to: nil)
      _ = BlockView(transactions: [second], feeRecipient: .zero, writes: [[]])
    }
  }
}
