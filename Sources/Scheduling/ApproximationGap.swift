/// Which rule of the approximated read sets leaves a dependency out, judged by what every client
/// knows before it runs the block.
public enum ApproximationGap: String, CaseIterable, Sendable {
  /// None: the block access list or the transaction's own fields tell of the dependency.
  case none = "not-excluded"
  /// The balance of the fee recipient is counted by differences, not as a resource.
  case feeRecipientBalance = "fee-recipient-balance"
  /// A payment to the fee recipient is taken to run no code.
  case noCall = "no-call"
  /// What a call can observe is taken to hold no nonces.
  case nonce = "nonce"
  /// What a call can observe is taken to hold no balances of accounts that send.
  case senderBalance = "sender-balance"
  /// Nothing in the transaction or its writes names the account.
  case unknownAddress = "address-not-known"
}

extension BlockView {
  /// Which rule of the approximated read sets leaves a dependency out.
  public func gap(for edge: ConflictCause) -> ApproximationGap {
    guard edge.kind == .readAfterWrite else { return .none }
    let reader = transactions[edge.second.rawValue]
    if edge.resource == .balance(feeRecipient), !feeRecipientIsResource {
      return .feeRecipientBalance
    }
    if isAnnounced(edge.resource, by: reader) { return .none }
    if !mayCall(reader) { return .noCall }
    let address = edge.resource.address
    switch edge.resource {
    case .nonce: return .nonce
    case .balance where transactions.contains { $0.sender == address }: return .senderBalance
    case .balance, .code, .storage: return isKnown(address, to: reader) ? .none : .unknownAddress
    }
  }

  /// Whether the transaction's own fields announce the read.
  private func isAnnounced(_ resource: Resource, by reader: TransactionView) -> Bool {
    let address = resource.address
    let entries = reader.accessList.filter { $0.address == address }
    switch resource {
    case .nonce: return address == reader.sender
    case .balance:
      return address == reader.sender || address == reader.to || !entries.isEmpty
    case .code:
      return address == reader.to || !entries.isEmpty
        || reader.authorizations.contains { $0.delegate == address }
    case .storage(_, let slot): return entries.contains { $0.slots.contains(slot) }
    }
  }

  /// Whether an account is known to belong to the transaction.
  private func isKnown(_ address: Address, to reader: TransactionView) -> Bool {
    address == reader.sender || address == reader.to
      || reader.accessList.contains { $0.address == address }
      || reader.authorizations.contains { $0.authority == address || $0.delegate == address }
      || writes[reader.index.rawValue].contains { $0.address == address }
  }
}
