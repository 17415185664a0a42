import BlockAccessLists
import EthereumTypes
import Scheduling

/// Makes what strategies see of one block.
struct BlockViews: Sendable {
  private let transactions: [TransactionView]
  private let feeRecipient: Address
  private let writes: [[Resource]]
  private let storageReads: [StorageSlot]
  private let attributed: [AttributedReads]
  private let referenceObservesFeeRecipient: Bool

  init(
    _ block: ExecutableBlock, blockAccessList: BlockAccessList, index: BlockAccessListIndex,
    reference: ReferenceRun
  ) {
    transactions = block.transactions.enumerated().map { position, executable in
      TransactionView(executable, index: TransactionIndex(rawValue: position))
    }
    feeRecipient = block.header.feeRecipient
    writes = transactions.map { view in
      index.changes(at: BlockAccessIndex(view.index)).map(Resource.init)
    }
    storageReads = blockAccessList.accounts.flatMap { account in
      account.storageReads.map { StorageSlot(address: account.address, slot: $0) }
    }
    attributed = reference.attributedReads()
    referenceObservesFeeRecipient = reference.observesFeeRecipient
  }

  /// The view for one attempt: nothing that the strategy did not declare.
  ///
  /// - Parameter observed: What the failed attempts observed, with whether one of them saw the
  ///   fee recipient's balance observed.
  func view(
    for needs: Set<BlockKnowledge>, observed: Observations?
  ) -> BlockView {
    let knowsTruth = needs.contains(.attributedReads)
    return BlockView(
      transactions: transactions, feeRecipient: feeRecipient,
      feeRecipientIsResource: knowsTruth
        ? referenceObservesFeeRecipient : observed?.feeRecipientIsObserved ?? false,
      writes: writes, storageReads: storageReads, observed: observed?.accesses,
      attributed: attributed
    ).limited(to: needs)
  }
}

/// What the failed attempts at a block taught.
struct Observations: Sendable {
  private(set) var accesses: [ObservedAccess]
  private(set) var feeRecipientIsObserved = false

  init(transactionCount: Int) {
    accesses = Array(repeating: ObservedAccess(), count: transactionCount)
  }

  mutating func add(_ outcomes: [GroupOutcome], of block: ExecutableBlock) {
    for outcome in outcomes {
      for (transaction, access) in outcome.observedAccesses() {
        accesses[transaction.rawValue].formUnion(access)
      }
    }
    if FeeRecipient.isObserved(in: outcomes, of: block) { feeRecipientIsObserved = true }
  }
}

extension Resource {
  /// The resource that an access list says has changed.
  fileprivate init(_ changed: ChangedResource) {
    self =
      switch changed {
      case .balance(let address): .balance(address)
      case .nonce(let address): .nonce(address)
      case .code(let address): .code(address)
      case .storage(let address, let slot): .storage(address, slot)
      }
  }
}

extension TransactionView {
  fileprivate init(_ executable: ExecutableTransaction, index: TransactionIndex) {
    let transaction = executable.transaction
    self.init(
      index: index, sender: executable.sender ?? .zero, to: transaction.to,
      value: transaction.value,
      gasLimit: transaction.gasLimit, nonce: transaction.nonce, data: transaction.data,
      accessList: transaction.accessList.map {
        AccessListView(address: $0.address, slots: $0.storageKeys)
      },
      authorizations: zip(transaction.authorizationList, executable.authorities).map {
        AuthorizationView(authority: $1, delegate: $0.address)
      })
  }
}
