import EthereumTypes

/// The strict orders of EIP-7928, one check for decoding and validation alike.
enum CanonicalOrder {
  typealias Field = BlockAccessListError.Field
  typealias Violation = BlockAccessListError.Violation

  /// The rule that `address` breaks after `previous`.
  static func violation(of address: Address, after previous: Address?) -> Violation? {
    guard let previous, address <= previous else { return nil }
    return address == previous ? .duplicateAccount : .accountsOutOfOrder(previous: previous)
  }

  /// The rule that `slot` breaks after `previous` in `field`.
  static func violation(of slot: UInt256, after previous: UInt256?, in field: Field) -> Violation? {
    guard let previous, slot <= previous else { return nil }
    return slot == previous
      ? .duplicateSlot(field, slot: slot)
      : .slotsOutOfOrder(field, slot: slot, previous: previous)
  }

  /// The rule that `index` breaks after `previous` in `field`, of `slot` where the field has slots.
  static func violation(
    of index: BlockAccessIndex, after previous: BlockAccessIndex?, in field: Field,
    slot: UInt256? = nil
  ) -> Violation? {
    guard let previous, index <= previous else { return nil }
    return index == previous
      ? .duplicateIndex(field, slot: slot, index: index)
      : .indicesOutOfOrder(field, slot: slot, index: index, previous: previous)
  }
}
