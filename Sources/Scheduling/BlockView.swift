/// What a strategy sees of a block: metadata and access sets, never state.
public struct BlockView: Sendable {
  /// The transactions in block order.
  public let transactions: [TransactionView]
  /// The account that the block pays its fees to.
  public let feeRecipient: Address
  /// Whether the fee recipient's balance counts as a resource in this block, because something
  /// observes it; then every transaction writes it.
  public let feeRecipientIsResource: Bool
  /// The resources that each transaction writes, by the block access list: what it lists at the
  /// transaction's index. The fee recipient's balance is left out unless it is a resource.
  public let writes: [[Resource]]
  /// The slots that were read and that nothing in the block changed; EIP-7928 does not say by whom.
  public let storageReads: [StorageSlot]
  /// What the failed attempts observed of each transaction; nil before the first attempt and for
  /// a strategy that does not declare `BlockKnowledge.observedReads`.
  public let observed: [ObservedAccess]?
  /// The exact reads of each transaction; nil for a strategy that does not declare
  /// `BlockKnowledge.attributedReads`.
  public let attributed: [AttributedReads]?

  /// Creates the view of a block.
  ///
  /// - Parameters:
  ///   - writes: One list a transaction. Whether the fee recipient's balance is among them is
  ///     settled here, by `feeRecipientIsResource`.
  ///   - observed: One element a transaction, or nil.
  ///   - attributed: One element a transaction, or nil.
  /// - Precondition: The lists are as long as `transactions`, which stand in block order.
  public init(
    transactions: [TransactionView], feeRecipient: Address, feeRecipientIsResource: Bool = false,
    writes: [[Resource]], storageReads: [StorageSlot] = [], observed: [ObservedAccess]? = nil,
    attributed: [AttributedReads]? = nil
  ) {
    let count = transactions.count
    precondition(
      transactions.indices.allSatisfy { transactions[$0].index.rawValue == $0 },
      "the transactions of a view stand in block order")
    precondition(writes.count == count, "\(writes.count) write sets of \(count) transactions")
    precondition(observed?.count ?? count == count, "observations of some transactions only")
    precondition(attributed?.count ?? count == count, "attributions of some transactions only")
    self.transactions = transactions
    self.feeRecipient = feeRecipient
    self.feeRecipientIsResource = feeRecipientIsResource
    self.writes = Self.settle(
      .balance(feeRecipient), in: writes, isResource: feeRecipientIsResource)
    self.storageReads = storageReads
    self.observed = observed
    self.attributed = attributed
  }

  /// Every transaction credits the fee recipient, whether or not its write set says so: as a
  /// resource the balance is written by all, otherwise by none.
  private static func settle(
    _ feeBalance: Resource, in writes: [[Resource]], isResource: Bool
  ) -> [[Resource]] {
    writes.map { written in
      switch (written.contains(feeBalance), isResource) {
      case (true, false): written.filter { $0 != feeBalance }
      case (false, true): written + [feeBalance]
      default: written
      }
    }
  }
}

extension BlockView {
  /// The number of transactions in the block.
  public var transactionCount: Int { transactions.count }

  /// Whether the transaction may run code: a creation runs its initcode, and whether `to` has
  /// code is not known without state. A payment to the fee recipient counts as none.
  public func mayCall(_ transaction: TransactionView) -> Bool {
    transaction.to != feeRecipient
  }

  /// The view with everything withheld that a strategy with these needs did not declare.
  package func limited(to needs: Set<BlockKnowledge>) -> BlockView {
    let hasAccessList = needs.contains(.blockAccessList)
    return BlockView(
      transactions: transactions, feeRecipient: feeRecipient,
      feeRecipientIsResource: hasAccessList && feeRecipientIsResource,
      writes: hasAccessList ? writes : Array(repeating: [], count: transactions.count),
      storageReads: hasAccessList ? storageReads : [],
      observed: needs.contains(.observedReads) ? observed : nil,
      attributed: needs.contains(.attributedReads) ? attributed : nil)
  }
}

extension BlockView {
  /// The reads of each transaction that something in the block may change, and its writes.
  ///
  /// - Precondition: The view holds the attributed reads.
  public var exactAccesses: [AccessSet] {
    guard let attributed else { preconditionFailure("a view without attributed reads") }
    return zip(attributed, writes).map { reads, writes in
      AccessSet(
        reads: reads.changedSlots.map { .storage($0.address, $0.slot) } + reads.accountFields,
        writes: writes)
    }
  }
}
