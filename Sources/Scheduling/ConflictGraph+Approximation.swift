extension ConflictGraph {
  /// Adds the reads that the transaction's own fields announce, of the approximated kinds: its
  /// sender's balance and nonce; if it may call, the balance and code of `to`; what its access
  /// list (EIP-2930) names; the code of every delegate that it authorizes (EIP-7702).
  public mutating func addStaticReads(of transaction: TransactionView, in block: BlockView) {
    let reader = transaction.index
    addApproximateRead(of: .balance(transaction.sender), by: reader)
    addApproximateRead(of: .nonce(transaction.sender), by: reader)
    if block.mayCall(transaction), let callee = transaction.to {
      addApproximateRead(of: .balance(callee), by: reader)
      addApproximateRead(of: .code(callee), by: reader)
    }
    for entry in transaction.accessList {
      addApproximateRead(of: .balance(entry.address), by: reader)
      addApproximateRead(of: .code(entry.address), by: reader)
      for slot in entry.slots {
        addApproximateRead(of: .storage(entry.address, slot), by: reader)
      }
    }
    for authorization in transaction.authorizations {
      addApproximateRead(of: .code(authorization.delegate), by: reader)
    }
  }

  /// If the transaction may call, adds what a call can observe of the addresses that are known to
  /// belong to it: its sender, `to`, those in its access list, the authorities and delegates of
  /// its authorizations, and those of which it writes something.
  public mutating func addObservableReadsOfKnownAddresses(
    by transaction: TransactionView, in block: BlockView
  ) {
    guard block.mayCall(transaction) else { return }
    let reader = transaction.index
    addObservableReads(of: transaction.sender, by: reader)
    if let callee = transaction.to { addObservableReads(of: callee, by: reader) }
    for entry in transaction.accessList { addObservableReads(of: entry.address, by: reader) }
    for authorization in transaction.authorizations {
      if let authority = authorization.authority { addObservableReads(of: authority, by: reader) }
      addObservableReads(of: authorization.delegate, by: reader)
    }
    var previous: Address?
    for resource in block.writes[reader.rawValue] where resource.address != previous {
      addObservableReads(of: resource.address, by: reader)
      previous = resource.address
    }
  }

  private mutating func addApproximateRead(of resource: Resource, by reader: TransactionIndex) {
    if approximatedKinds.contains(resource.kind) { addRead(of: resource, by: reader) }
  }
}
