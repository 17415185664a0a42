/// A piece of state that transactions conflict on: the unit of conflict.
public enum Resource: Hashable, Comparable, Sendable {
  /// The balance of an account.
  case balance(Address)
  /// The nonce of an account.
  case nonce(Address)
  /// The code of an account, an EIP-7702 delegation included.
  case code(Address)
  /// One storage slot of an account.
  case storage(Address, UInt256)

  /// The account that the resource belongs to.
  public var address: Address {
    switch self {
    case .balance(let address), .nonce(let address), .code(let address), .storage(let address, _):
      address
    }
  }

  /// The kind of the resource, as a set of one.
  public var kind: ResourceKinds {
    switch self {
    case .balance: .balance
    case .nonce: .nonce
    case .code: .code
    case .storage: .storage
    }
  }
}

extension Resource: CustomStringConvertible {
  /// The resource as reports write it, such as `storage(0x…, 0x1)`.
  public var description: String {
    switch self {
    case .balance(let address): "balance(\(address))"
    case .nonce(let address): "nonce(\(address))"
    case .code(let address): "code(\(address))"
    case .storage(let address, let slot): "storage(\(address), \(slot.hex))"
    }
  }
}
