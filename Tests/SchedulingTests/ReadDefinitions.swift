import Scheduling

/// The read sets of `algorithms.md` §3, written as sets and without any regard to speed.
struct ReadDefinitions {
  let block: BlockView

  /// Every resource that some transaction writes.
  var written: Set<Resource> { Set(block.writes.joined()) }

  /// U: written storage and code, and written balances of addresses that send nothing.
  var observable: Set<Resource> {
    let senders = Set(block.transactions.map(\.sender))
    return written.filter { resource in
      switch resource {
      case .storage, .code: true
      case .balance(let address): !senders.contains(address)
      case .nonce: false
      }
    }
  }

  func observable(of addresses: Set<Address>) -> Set<Resource> {
    observable.filter { addresses.contains($0.address) }
  }

  func calls(_ transaction: TransactionView) -> Bool {
    transaction.to == nil || transaction.to != block.feeRecipient
  }

  /// What the first row of the table lists beside U.
  func announced(_ transaction: TransactionView) -> Set<Resource> {
    var reads: Set<Resource> = [.balance(transaction.sender), .nonce(transaction.sender)]
    if let to = transaction.to, calls(transaction) { reads.formUnion([.balance(to), .code(to)]) }
    for entry in transaction.accessList {
      reads.formUnion([.balance(entry.address), .code(entry.address)])
      reads.formUnion(entry.slots.map { .storage(entry.address, $0) })
    }
    reads.formUnion(transaction.authorizations.map { .code($0.delegate) })
    return reads
  }

  /// The addresses that are known to belong to a transaction.
  func known(_ transaction: TransactionView) -> Set<Address> {
    var addresses: Set<Address> = [transaction.sender]
    if let to = transaction.to { addresses.insert(to) }
    addresses.formUnion(transaction.accessList.map(\.address))
    addresses.formUnion(transaction.authorizations.map(\.delegate))
    addresses.formUnion(transaction.authorizations.compactMap(\.authority))
    addresses.formUnion(block.writes[transaction.index.rawValue].map(\.address))
    return addresses
  }

  func heuristic(_ transaction: TransactionView) -> Set<Resource> {
    announced(transaction).union(calls(transaction) ? observable : [])
  }

  func addressNarrowed(_ transaction: TransactionView) -> Set<Resource> {
    announced(transaction)
      .union(calls(transaction) ? observable(of: known(transaction)) : [])
  }

  func refined(_ transaction: TransactionView, orKnown: Bool) -> Set<Resource> {
    let loaded = Set(block.observed?[transaction.index.rawValue].addresses ?? [])
    let narrowed = addressNarrowed(transaction)
    if loaded.isEmpty { return narrowed }
    return announced(transaction).union(observable(of: loaded)).union(orKnown ? narrowed : [])
  }

  func attributed(_ transaction: TransactionView, _ attribution: String) -> Set<Resource> {
    guard let reads = block.attributed?[transaction.index.rawValue] else { return [] }
    let changed = Set(reads.changedSlots.map { Resource.storage($0.address, $0.slot) })
    let readOnly = Set(reads.readOnlySlots.map { Resource.storage($0.address, $0.slot) })
    let narrowed = addressNarrowed(transaction)
    return switch attribution {
    // Only a first reader is named, but nothing writes the slot, so that naming all is the same.
    case "first-access", "read-only-slots": narrowed.union(readOnly)
    case "changed-slots": narrowed.filter { $0.kind != .storage }.union(changed)
    default: changed.union(readOnly).union(reads.accountFields)
    }
  }

  /// The components of the definition in §2 under these reads.
  func components(reading reads: (TransactionView) -> Set<Resource>) -> [[Int]] {
    let readSets = block.transactions.map(reads)
    let writeSets = block.writes.map { Set($0) }
    return SchedulingTests.components(of: block.transactionCount) { earlier, later in
      block.transactions[earlier].sender == block.transactions[later].sender
        || !writeSets[earlier].isDisjoint(with: writeSets[later])
        || !writeSets[earlier].isDisjoint(with: readSets[later])
    }
  }
}
