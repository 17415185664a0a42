import EthereumTypes

/// Why bytes are not a canonical block access list, or a list is not valid for its block.
package struct BlockAccessListError: Error, Equatable, Sendable {
  /// The rule that is broken.
  package let violation: Violation
  /// The byte at which the offending item starts; nil when the list was not decoded from bytes.
  package let offset: Int?
  /// The position of the account among the list's accounts; nil when the list as a whole is at
  /// fault.
  package let account: Int?
  /// The account's address, once known.
  package let address: Address?

  package init(
    _ violation: Violation, offset: Int? = nil, account: Int? = nil, address: Address? = nil
  ) {
    self.violation = violation
    self.offset = offset
    self.account = account
    self.address = address
  }

  /// The list of an account that an error is about.
  package enum Field: String, Equatable, Sendable {
    case storageChanges, storageReads, balanceChanges, nonceChanges, codeChanges
  }

  /// A rule of EIP-7928's encoding, ordering, uniqueness or bounds.
  package enum Violation: Equatable, Sendable {
    /// The bytes are no canonical RLP of the expected shape.
    case malformed(RLPError)
    /// The address is below the one before it.
    case accountsOutOfOrder(previous: Address)
    /// The address was already listed.
    case duplicateAccount
    /// A slot is below the one before it in the same field.
    case slotsOutOfOrder(Field, slot: UInt256, previous: UInt256)
    /// A slot is listed twice in one field.
    case duplicateSlot(Field, slot: UInt256)
    /// A slot of `storageChanges` has no change.
    case slotWithoutChanges(slot: UInt256)
    /// A slot stands in `storageChanges` and in `storageReads`.
    case slotChangedAndRead(slot: UInt256)
    /// An index is below the one before it in the same list of changes.
    case indicesOutOfOrder(
      Field, slot: UInt256?, index: BlockAccessIndex, previous: BlockAccessIndex)
    /// An index has two changes in one list.
    case duplicateIndex(Field, slot: UInt256?, index: BlockAccessIndex)
    /// An index lies beyond the block's post-execution index.
    case indexOutOfRange(Field, slot: UInt256?, index: BlockAccessIndex, maximum: BlockAccessIndex)
    /// New code is larger than any account can hold.
    case codeTooLarge(index: BlockAccessIndex, size: Int, maximum: Int)
    /// The list has more addresses and slots than the gas limit allows.
    case tooManyItems(count: Int, maximum: Int)
    /// The header commits to another list.
    case hashMismatch(expected: Hash32, found: Hash32)
  }
}

extension BlockAccessListError: CustomStringConvertible {
  /// Where the list is wrong, what was expected and what was found.
  package var description: String {
    "block access list\(place.map { " at " + $0 } ?? ""): \(violation)"
  }

  /// The byte, the account's position and its address, as far as they are known; nil for the list
  /// as a whole.
  package var place: String? {
    let parts = [
      offset.map { "byte \($0)" }, account.map { "account \($0)" }, address.map { "\($0)" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension BlockAccessListError.Violation: CustomStringConvertible {
  /// What was expected and what was found.
  package var description: String {
    switch self {
    case .malformed(let error):
      "\(error)"
    case .accountsOutOfOrder(let previous):
      "expected an address above the previous account's, \(previous)"
    case .duplicateAccount:
      "expected every address once, found it again"
    case .slotsOutOfOrder(let field, let slot, let previous):
      "\(field.rawValue): expected a slot above \(previous.hex), found \(slot.hex)"
    case .duplicateSlot(let field, let slot):
      "\(field.rawValue): expected every slot once, found \(slot.hex) again"
    case .slotWithoutChanges(let slot):
      "storageChanges: expected at least one change of slot \(slot.hex), found none"
    case .slotChangedAndRead(let slot):
      "storageReads: expected only slots that the block does not change, found \(slot.hex)"
    case .indicesOutOfOrder(let field, let slot, let index, let previous):
      "\(Self.name(field, slot)): expected an index above \(previous.rawValue), "
        + "found \(index.rawValue)"
    case .duplicateIndex(let field, let slot, let index):
      "\(Self.name(field, slot)): expected one change an index, found a second at "
        + "\(index.rawValue)"
    case .indexOutOfRange(let field, let slot, let index, let maximum):
      "\(Self.name(field, slot)): expected an index up to \(maximum.rawValue), "
        + "found \(index.rawValue)"
    case .codeTooLarge(let index, let size, let maximum):
      "codeChanges: expected at most \(maximum) bytes of code, found \(size) at index "
        + "\(index.rawValue)"
    case .tooManyItems(let count, let maximum):
      "expected at most \(maximum) addresses and slots for the gas limit, found \(count)"
    case .hashMismatch(let expected, let found):
      "expected the hash \(expected), found \(found)"
    }
  }

  /// The rule's name, for programs.
  package var name: String {
    switch self {
    case .malformed: "malformed-rlp"
    case .accountsOutOfOrder: "account-order"
    case .duplicateAccount: "duplicate-account"
    case .slotsOutOfOrder: "slot-order"
    case .duplicateSlot: "duplicate-slot"
    case .slotWithoutChanges: "slot-without-changes"
    case .slotChangedAndRead: "slot-changed-and-read"
    case .indicesOutOfOrder: "index-order"
    case .duplicateIndex: "duplicate-index"
    case .indexOutOfRange: "index-out-of-range"
    case .codeTooLarge: "code-too-large"
    case .tooManyItems: "too-many-items"
    case .hashMismatch: "hash-mismatch"
    }
  }

  private static func name(_ field: BlockAccessListError.Field, _ slot: UInt256?) -> String {
    guard let slot else { return field.rawValue }
    return "\(field.rawValue) of slot \(slot.hex)"
  }
}
