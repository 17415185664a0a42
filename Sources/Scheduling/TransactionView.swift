/// What a client knows of a transaction without running it.
public struct TransactionView: Equatable, Sendable {
  /// The position in the block.
  public let index: TransactionIndex
  /// The account that signed it.
  public let sender: Address
  /// The account that it calls; nil for a creation.
  public let to: Address?
  /// The value that it carries, in wei.
  public let value: UInt256
  /// The gas that it may use.
  public let gasLimit: UInt64
  /// The sender's nonce.
  public let nonce: UInt64
  /// The calldata or the initcode.
  public let data: [UInt8]
  /// The EIP-2930 access list.
  public let accessList: [AccessListView]
  /// The EIP-7702 authorization list.
  public let authorizations: [AuthorizationView]

  /// Creates a view of a transaction.
  public init(
    index: TransactionIndex, sender: Address, to: Address?, value: UInt256 = .zero,
    gasLimit: UInt64 = 21_000, nonce: UInt64 = 0, data: [UInt8] = [],
    accessList: [AccessListView] = [], authorizations: [AuthorizationView] = []
  ) {
    self.index = index
    self.sender = sender
    self.to = to
    self.value = value
    self.gasLimit = gasLimit
    self.nonce = nonce
    self.data = data
    self.accessList = accessList
    self.authorizations = authorizations
  }
}

/// One entry of an EIP-2930 access list.
public struct AccessListView: Equatable, Sendable {
  /// The account that the transaction announces.
  public let address: Address
  /// The slots of it that the transaction announces.
  public let slots: [UInt256]

  /// Creates a view of an access-list entry.
  public init(address: Address, slots: [UInt256]) {
    self.address = address
    self.slots = slots
  }
}

/// One tuple of an EIP-7702 authorization list.
public struct AuthorizationView: Equatable, Sendable {
  /// The account that delegates; nil when the signature names none.
  public let authority: Address?
  /// The account whose code the authority takes on.
  public let delegate: Address

  /// Creates a view of an authorization tuple.
  public init(authority: Address?, delegate: Address) {
    self.authority = authority
    self.delegate = delegate
  }
}
