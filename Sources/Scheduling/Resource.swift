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

extension Resource: LosslessStringConvertible {
  /// The resource as reports write it, such as `storage(0x…, 0x1)`.
  public var description: String {
    switch self {
    case .balance(let address): "balance(\(address))"
    case .nonce(let address): "nonce(\(address))"
    case .code(let address): "code(\(address))"
    case .storage(let address, let slot): "storage(\(address), \(slot.hex))"
    }
  }
  /// Reads a resource as reports write it; nil for any other text.
  public init?(_ description: String) {
    guard description.last == ")", let open = description.firstIndex(of: "(") else { return nil }
    let parts = description[description.index(after: open)...].dropLast().split(
      separator: ", ", omittingEmptySubsequences: false)
    guard let address = parts.first.flatMap({ Address(hex: String($0)) }) else { return nil }
    switch (description[..<open], parts.count) {
    case ("balance", 1): self = .balance(address)
    case ("nonce", 1): self = .nonce(address)
    case ("code", 1): self = .code(address)
    case ("storage", 2):
      guard let slot = UInt256(hex: String(parts[1])) else { return nil }
      self = .storage(address, slot)
    default: return nil
    }
  }
}
