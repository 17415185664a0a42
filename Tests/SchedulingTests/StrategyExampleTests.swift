import Scheduling
import Testing

/// The example that the strategies' READMEs share: a price is read through an internal call.
///
/// Transaction 0 updates the oracle, 1 calls a router that reads the oracle's price and writes a
/// slot of its own, and 2 pays somebody who sends nothing.
struct StrategyExampleTests {
  private static let oracle = Address(0x0A)
  private static let router = Address(0x0B)
  private static let alice = Address(1)
  private static let bob = Address(2)
  private static let carol = Address(3)
  private static let dave = Address(4)

  private static let price = StorageSlot(address: oracle, slot: 1)
  private static let owner = StorageSlot(address: oracle, slot: 0)

  private func block(observed: [ObservedAccess]? = nil) -> BlockView {
    BlockView(
      transactions: [
        TransactionView(index: TransactionIndex(0), sender: Self.alice, to: Self.oracle),
        TransactionView(index: TransactionIndex(1), sender: Self.bob, to: Self.router),
        TransactionView(index: TransactionIndex(2), sender: Self.carol, to: Self.dave, value: 1),
      ],
      feeRecipient: Address(0xFE),
      writes: [
        [.balance(Self.alice), .nonce(Self.alice), .storage(Self.oracle, 1)],
        [.balance(Self.bob), .nonce(Self.bob), .storage(Self.router, 0)],
        [.balance(Self.carol), .nonce(Self.carol), .balance(Self.dave)],
      ],
      storageReads: [Self.owner], observed: observed,
      attributed: [
        AttributedReads(changedSlots: [Self.price], readOnlySlots: [Self.owner]),
        AttributedReads(changedSlots: [Self.price]),
        AttributedReads(accountFields: [.balance(Self.dave), .code(Self.dave)]),
      ])
  }

  @Test(arguments: [
    ("sequential", "{}", [[0, 1, 2]]),
    ("singletons", "{}", [[0], [1], [2]]),
    ("heuristic", "{}", [[0, 1, 2]]),
    ("address-narrowed", "{}", [[0], [1], [2]]),
    ("refined", "{}", [[0], [1], [2]]),
    ("attributed-reads", "{}", [[0, 1], [2]]),
    ("attributed-reads", #"{"attribution": "changed-slots"}"#, [[0, 1], [2]]),
    ("attributed-reads", #"{"attribution": "read-only-slots"}"#, [[0], [1], [2]]),
    ("attributed-reads", #"{"attribution": "first-access"}"#, [[0], [1], [2]]),
  ])
  func `the groups that the README documents`(
    name: String, options: String, groups: [[Int]]
  ) throws {
    #expect(try makeStrategy(name, options: options).group(block()).numbers == groups)
  }

  @Test func `refined joins the reader once it was observed to load the oracle`() throws {
    let observed = [
      ObservedAccess(addresses: [Self.alice, Self.oracle]),
      ObservedAccess(addresses: [Self.bob, Self.router, Self.oracle]),
      ObservedAccess(addresses: [Self.carol, Self.dave]),
    ]
    #expect(try makeStrategy("refined").group(block(observed: observed)).numbers == [[0, 1], [2]])
  }

  @Test func `attributed-reads refuses a view without attributed reads`() throws {
    let strategy = try makeStrategy("attributed-reads")
    let view = block().limited(to: [.blockAccessList])
    #expect(throws: (any Error).self) { try strategy.group(view) }
  }
}
