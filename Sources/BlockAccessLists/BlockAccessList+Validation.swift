import EthereumTypes

extension BlockAccessList {
  /// Gas of the block's limit that each address and each distinct slot of the list takes
  /// (EIP-7928, block access list size constraint).
  package static let gasPerItem: UInt64 = 2_000

  /// Checks everything that can be said about the list without executing the block: strict order
  /// and uniqueness, no slot both changed and read, indices up to `transactionCount` + 1, code
  /// sizes, and the number of items that `gasLimit` allows.
  ///
  /// - Parameter maximumCodeSize: The fork's bound on deployed code (EIP-170).
  /// - Throws: The first broken rule in the order of the list.
  /// - Complexity: O(*n*) expected in the size of the list.
  package func validate(
    gasLimit: UInt64, transactionCount: Int, maximumCodeSize: Int = 24_576
  ) throws(BlockAccessListError) {
    let context = BlockAccessListContext(
      gasLimit: gasLimit, transactionCount: transactionCount, maximumCodeSize: maximumCodeSize)
    if let finding = RuleWalk.findings(in: self, context: context).first {
      throw finding.error(in: nil)
    }
  }

  /// Every rule that the list breaks, in the order of the list; last those of the list as a whole.
  ///
  /// - Parameter encoding: The RLP that the list was decoded from, to find the bytes at fault.
  package func violations(
    in context: BlockAccessListContext, encoding: [UInt8]? = nil
  ) -> [BlockAccessListError] {
    RuleWalk.findings(in: self, context: context).map { $0.error(in: encoding) }
  }
}

/// A broken rule and the place of the item that breaks it.
struct RuleFinding {
  let violation: BlockAccessListError.Violation
  let address: Address?
  /// Positions from the list's RLP inwards; empty for the list as a whole.
  let path: [Int]

  /// The finding as an error, with its byte in `encoding` if that is given.
  func error(in encoding: [UInt8]?) -> BlockAccessListError {
    let offset = path.isEmpty ? nil : encoding.flatMap { RLPDecoder($0).offset(ofItemAt: path) }
    return BlockAccessListError(
      violation, offset: offset, account: path.first, address: address)
  }
}

/// Walks a list, in whatever order it is, and gathers the rules of EIP-7928 that it breaks.
struct RuleWalk {
  typealias Field = BlockAccessListError.Field
  typealias Violation = BlockAccessListError.Violation

  private let context: BlockAccessListContext
  private let maximumIndex: BlockAccessIndex
  private var findings: [RuleFinding] = []
  private var position = 0
  private var address: Address?

  /// The broken rules in the order of the list.
  static func findings(
    in list: BlockAccessList, context: BlockAccessListContext
  ) -> [RuleFinding] {
    var walk = RuleWalk(context)
    var previous: Address?
    for (position, account) in list.accounts.enumerated() {
      walk.position = position
      walk.address = account.address
      walk.note(CanonicalOrder.violation(of: account.address, after: previous), at: [0])
      walk.check(account)
      previous = account.address
    }
    walk.checkWhole(list)
    return walk.findings
  }

  private init(_ context: BlockAccessListContext) {
    self.context = context
    maximumIndex = context.maximumIndex
  }

  private mutating func check(_ account: AccountChanges) {
    checkStorageChanges(account)
    checkStorageReads(account)
    checkIndices(account.balanceChanges.lazy.map(\.index), in: .balanceChanges)
    checkIndices(account.nonceChanges.lazy.map(\.index), in: .nonceChanges)
    checkIndices(account.codeChanges.lazy.map(\.index), in: .codeChanges)
    checkCodeSizes(account)
  }

  private mutating func checkStorageChanges(_ account: AccountChanges) {
    let field = Field.storageChanges
    var previous: UInt256?
    for (position, change) in account.storageChanges.enumerated() {
      let path = { [field.position, position, 0] }
      note(CanonicalOrder.violation(of: change.slot, after: previous, in: field), at: path())
      if change.changes.isEmpty { note(.slotWithoutChanges(slot: change.slot), at: path()) }
      checkIndices(
        change.changes.lazy.map(\.index), in: field, slot: (position, change.slot))
      previous = change.slot
    }
  }

  private mutating func checkStorageReads(_ account: AccountChanges) {
    guard !account.storageReads.isEmpty else { return }
    let field = Field.storageReads
    // A set, since neither list need be in order.
    let changed = Set(account.storageChanges.lazy.map(\.slot))
    var previous: UInt256?
    for (position, slot) in account.storageReads.enumerated() {
      let path = { [field.position, position] }
      note(CanonicalOrder.violation(of: slot, after: previous, in: field), at: path())
      if changed.contains(slot) { note(.slotChangedAndRead(slot: slot), at: path()) }
      previous = slot
    }
  }

  private mutating func checkIndices(
    _ indices: some Sequence<BlockAccessIndex>, in field: Field,
    slot: (position: Int, number: UInt256)? = nil
  ) {
    var previous: BlockAccessIndex?
    for (position, index) in indices.enumerated() {
      let path = { field.path(toIndexAt: position, slot: slot?.position) }
      note(
        CanonicalOrder.violation(of: index, after: previous, in: field, slot: slot?.number),
        at: path())
      if index > maximumIndex {
        note(
          .indexOutOfRange(field, slot: slot?.number, index: index, maximum: maximumIndex),
          at: path())
      }
      previous = index
    }
  }

  private mutating func checkCodeSizes(_ account: AccountChanges) {
    guard let maximum = context.maximumCodeSize else { return }
    for (position, change) in account.codeChanges.enumerated()
    where change.newCode.count > maximum {
      note(
        .codeTooLarge(index: change.index, size: change.newCode.count, maximum: maximum),
        at: [Field.codeChanges.position, position, 1])
    }
  }

  private mutating func checkWhole(_ list: BlockAccessList) {
    func note(_ violation: Violation) {
      findings.append(RuleFinding(violation: violation, address: nil, path: []))
    }
    if let maximum = context.maximumItems {
      let count = list.itemCount
      if count > maximum { note(.tooManyItems(count: count, maximum: maximum)) }
    }
    if let expected = context.hash {
      let found = list.hash
      if found != expected { note(.hashMismatch(expected: expected, found: found)) }
    }
  }

  /// Keeps a violation, if there is one, at a path inside the current account.
  private mutating func note(_ violation: Violation?, at path: @autoclosure () -> [Int]) {
    guard let violation else { return }
    findings.append(
      RuleFinding(violation: violation, address: address, path: [position] + path()))
  }
}

extension BlockAccessListError.Field {
  /// The field's position in an account's RLP, whose first item is the address.
  fileprivate var position: Int {
    switch self {
    case .storageChanges: 1
    case .storageReads: 2
    case .balanceChanges: 3
    case .nonceChanges: 4
    case .codeChanges: 5
    }
  }

  /// The way from an account to the index of a change, of a slot where the field has slots.
  fileprivate func path(toIndexAt change: Int, slot: Int?) -> [Int] {
    slot.map { [position, $0, 1, change, 0] } ?? [position, change, 0]
  }
}

extension RLPDecoder {
  /// The offset of an item of nested lists; nil if there is none at these positions.
  fileprivate consuming func offset(ofItemAt path: [Int]) -> Int? {
    do throws(RLPError) {
      for position in path {
        _ = try enterList()
        for _ in 0..<position { _ = try readEncodedItem() }
      }
    } catch {
      return nil
    }
    return offset
  }
}
