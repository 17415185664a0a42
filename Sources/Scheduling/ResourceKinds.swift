/// A set of kinds of resources.
public struct ResourceKinds: OptionSet, Hashable, Sendable {
  /// One bit a kind.
  public let rawValue: UInt8

  /// Creates a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Balances of accounts.
  public static let balance = ResourceKinds(rawValue: 1)
  /// Nonces of accounts.
  public static let nonce = ResourceKinds(rawValue: 2)
  /// Code of accounts.
  public static let code = ResourceKinds(rawValue: 4)
  /// Storage slots.
  public static let storage = ResourceKinds(rawValue: 8)
  /// Every kind.
  public static let all: ResourceKinds = [.balance, .nonce, .code, .storage]
}
