/// A storage slot of an account.
public struct StorageSlot: Hashable, Comparable, Sendable {
  /// The account.
  public let address: Address
  /// The key of the slot.
  public let slot: UInt256

  /// Names a slot of an account.
  public init(address: Address, slot: UInt256) {
    self.address = address
    self.slot = slot
  }

  /// Orders by account, then by key, as a block access list does.
  public static func < (a: StorageSlot, b: StorageSlot) -> Bool {
    a.address == b.address ? a.slot < b.slot : a.address < b.address
  }
}
