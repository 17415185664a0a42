import BlockAccessLists
import EthereumTypes
import Testing

/// One list that breaks one rule in its second account.
struct BrokenRule: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let violation: BlockAccessListError.Violation
  /// Whether decoding notices; the other rules depend on the block and are left to validation.
  let isOfEncoding: Bool
  let list: BlockAccessList

  init(
    _ name: String, _ violation: BlockAccessListError.Violation, isOfEncoding: Bool = true,
    _ breakRule: (inout AccountChanges) -> Void
  ) {
    testDescription = name
    self.violation = violation
    self.isOfEncoding = isOfEncoding
    var second = AccountChanges(
      address: Address(word: 0x22),
      storageChanges: [
        SlotChanges(
          slot: 1,
          changes: [
            StorageChange(index: .at(0), newValue: 7), StorageChange(index: .at(2), newValue: 0),
          ]),
        SlotChanges(slot: 3, changes: [StorageChange(index: .at(1), newValue: 8)]),
      ],
      storageReads: [0, 2],
      balanceChanges: [
        BalanceChange(index: .at(1), postBalance: 5), BalanceChange(index: .at(3), postBalance: 6),
      ],
      nonceChanges: [
        NonceChange(index: .at(1), newNonce: 1), NonceChange(index: .at(2), newNonce: 2),
      ],
      codeChanges: [
        CodeChange(index: .at(1), newCode: [0]), CodeChange(index: .at(2), newCode: []),
      ])
    breakRule(&second)
    list = BlockAccessList(accounts: [AccountChanges(address: Address(word: 0x11)), second])
  }
}

extension BlockAccessIndex {
  static func at(_ index: Int) -> BlockAccessIndex { BlockAccessIndex(rawValue: index) }
}

/// A valid block of two transactions, so of the indices 0…3, and every way to break it.
@Suite struct BlockAccessListRuleTests {
  static let rules: [BrokenRule] = [
    BrokenRule("accounts out of order", .accountsOutOfOrder(previous: Address(word: 0x11))) {
      $0.address = Address(word: 0x10)
    },
    BrokenRule("duplicate account", .duplicateAccount) { $0.address = Address(word: 0x11) },
    BrokenRule(
      "changed slots out of order", .slotsOutOfOrder(.storageChanges, slot: 1, previous: 3)
    ) { $0.storageChanges.swapAt(0, 1) },
    BrokenRule("changed slot twice", .duplicateSlot(.storageChanges, slot: 1)) {
      $0.storageChanges[1].slot = 1
    },
    BrokenRule("changed slot without changes", .slotWithoutChanges(slot: 3)) {
      $0.storageChanges[1].changes = []
    },
    BrokenRule("reads out of order", .slotsOutOfOrder(.storageReads, slot: 0, previous: 2)) {
      $0.storageReads.swapAt(0, 1)
    },
    BrokenRule("read twice", .duplicateSlot(.storageReads, slot: 2)) {
      $0.storageReads.append(2)
    },
    BrokenRule("slot changed and read", .slotChangedAndRead(slot: 3)) {
      $0.storageReads.append(3)
    },
    BrokenRule(
      "storage indices out of order",
      .indicesOutOfOrder(.storageChanges, slot: 1, index: .at(0), previous: .at(2))
    ) { $0.storageChanges[0].changes.swapAt(0, 1) },
    BrokenRule(
      "storage index twice", .duplicateIndex(.storageChanges, slot: 1, index: .at(0))
    ) { $0.storageChanges[0].changes[1].index = .at(0) },
    BrokenRule(
      "balance indices out of order",
      .indicesOutOfOrder(.balanceChanges, slot: nil, index: .at(1), previous: .at(3))
    ) { $0.balanceChanges.swapAt(0, 1) },
    BrokenRule(
      "balance index twice", .duplicateIndex(.balanceChanges, slot: nil, index: .at(1))
    ) { $0.balanceChanges[1].index = .at(1) },
    BrokenRule(
      "nonce indices out of order",
      .indicesOutOfOrder(.nonceChanges, slot: nil, index: .at(1), previous: .at(2))
    ) { $0.nonceChanges.swapAt(0, 1) },
    BrokenRule("nonce index twice", .duplicateIndex(.nonceChanges, slot: nil, index: .at(1))) {
      $0.nonceChanges[1].index = .at(1)
    },
    BrokenRule(
      "code indices out of order",
      .indicesOutOfOrder(.codeChanges, slot: nil, index: .at(1), previous: .at(2))
    ) { $0.codeChanges.swapAt(0, 1) },
    BrokenRule("code index twice", .duplicateIndex(.codeChanges, slot: nil, index: .at(1))) {
      $0.codeChanges[1].index = .at(1)
    },
    BrokenRule(
      "storage index beyond the block",
      .indexOutOfRange(.storageChanges, slot: 3, index: .at(4), maximum: .at(3)),
      isOfEncoding: false
    ) { $0.storageChanges[1].changes[0].index = .at(4) },
    BrokenRule(
      "balance index beyond the block",
      .indexOutOfRange(.balanceChanges, slot: nil, index: .at(4), maximum: .at(3)),
      isOfEncoding: false
    ) { $0.balanceChanges[1].index = .at(4) },
    BrokenRule(
      "nonce index beyond the block",
      .indexOutOfRange(.nonceChanges, slot: nil, index: .at(4), maximum: .at(3)),
      isOfEncoding: false
    ) { $0.nonceChanges[1].index = .at(4) },
    BrokenRule(
      "code index beyond the block",
      .indexOutOfRange(.codeChanges, slot: nil, index: .at(4), maximum: .at(3)),
      isOfEncoding: false
    ) { $0.codeChanges[1].index = .at(4) },
    BrokenRule(
      "code too large", .codeTooLarge(index: .at(2), size: 24_577, maximum: 24_576),
      isOfEncoding: false
    ) { $0.codeChanges[1].newCode = [UInt8](repeating: 0, count: 24_577) },
  ]

  @Test func theUnbrokenListIsValid() throws {
    let list = BrokenRule("none", .duplicateAccount) { _ in }.list
    #expect(try BlockAccessList(decoding: list.encoded) == list)
    try list.validate(gasLimit: 2_000 * 6, transactionCount: 2)
  }

  @Test(arguments: rules)
  func validationNamesTheRuleAndTheAccount(_ rule: BrokenRule) {
    #expect(
      throws: BlockAccessListError(
        rule.violation, account: 1, address: rule.list.accounts[1].address)
    ) { try rule.list.validate(gasLimit: 1_000_000, transactionCount: 2) }
  }

  @Test(arguments: rules)
  func decodingNamesTheRuleTheAccountAndTheByte(_ rule: BrokenRule) throws {
    let bytes = rule.list.encoded
    guard rule.isOfEncoding else {
      #expect(try BlockAccessList(decoding: bytes) == rule.list)
      return
    }
    let error = try #require(throws: BlockAccessListError.self) {
      try BlockAccessList(decoding: bytes)
    }
    #expect(error.violation == rule.violation)
    #expect(error.account == 1)
    #expect(error.address == rule.list.accounts[1].address)
    let offset = try #require(error.offset)
    #expect((30..<bytes.count).contains(offset), "the second account starts after byte 30")
    #expect("\(error)".contains("byte \(offset), account 1"))
  }

  @Test(arguments: rules)
  func everyRuleNamesTheByteOfTheItemThatBreaksIt(_ rule: BrokenRule) throws {
    let bytes = rule.list.encoded
    #expect(try BlockAccessList(decodingInAnyOrder: bytes) == rule.list)
    let context = BlockAccessListContext(
      gasLimit: 1_000_000, transactionCount: 2, hash: rule.list.hash, maximumCodeSize: 24_576)
    let violations = rule.list.violations(in: context, encoding: bytes)
    #expect(violations.first?.violation == rule.violation)
    for error in violations {
      let offset = try #require(error.offset, "\(error)")
      var item = RLPDecoder(bytes[offset...])
      switch error.violation {
      case .accountsOutOfOrder, .duplicateAccount:
        let found = try item.readAddress()
        #expect(found == error.address)
      case .slotsOutOfOrder(_, let slot, _), .duplicateSlot(_, let slot),
        .slotWithoutChanges(let slot), .slotChangedAndRead(let slot):
        let found = try item.readUInt256()
        #expect(found == slot)
      case .indicesOutOfOrder(_, _, let index, _), .duplicateIndex(_, _, let index),
        .indexOutOfRange(_, _, let index, _):
        let found = try item.readUInt64()
        #expect(found == UInt64(index.rawValue))
      case .codeTooLarge(_, let size, _):
        let found = try item.readBytes().count
        #expect(found == size)
      case .malformed, .tooManyItems, .hashMismatch:
        Issue.record("not broken by any rule of the table: \(error)")
      }
    }
  }

  @Test func allProblemsAreReportedAtOnce() {
    let list = BlockAccessList(accounts: [
      AccountChanges(address: Address(word: 0x22), storageReads: [5, 5]),
      AccountChanges(
        address: Address(word: 0x11),
        balanceChanges: [BalanceChange(index: .at(9), postBalance: 7)]),
    ])
    let violations = list.violations(
      in: BlockAccessListContext(gasLimit: 7_999, transactionCount: 2, hash: .zero),
      encoding: list.encoded)
    // Two bytes begin the list; the accounts take 29 and 30, an address 21 after its prefix.
    #expect(
      violations == [
        BlockAccessListError(
          .duplicateSlot(.storageReads, slot: 5), offset: 27, account: 0,
          address: Address(word: 0x22)),
        BlockAccessListError(
          .accountsOutOfOrder(previous: Address(word: 0x22)), offset: 32, account: 1,
          address: Address(word: 0x11)),
        BlockAccessListError(
          .indexOutOfRange(.balanceChanges, slot: nil, index: .at(9), maximum: .at(3)),
          offset: 57, account: 1, address: Address(word: 0x11)),
        BlockAccessListError(.tooManyItems(count: 4, maximum: 3)),
        BlockAccessListError(.hashMismatch(expected: .zero, found: list.hash)),
      ])
  }

  @Test func aBrokenEncodingInsideAnAccountNamesItsByte() throws {
    let list = BlockAccessList(accounts: [AccountChanges(address: Address(word: 0x11))])
    var bytes = list.encoded
    // The last field, an empty list, becomes an empty string.
    bytes[bytes.count - 1] = 0x80
    let offset = bytes.count - 1
    #expect(
      throws: BlockAccessListError(
        .malformed(RLPError(offset: offset, kind: .unexpectedString)), offset: offset, account: 0,
        address: Address(word: 0x11))
    ) { try BlockAccessList(decoding: bytes) }
  }

  @Test func anIndexThatTheEncodingCannotHoldIsRefused() throws {
    var account = AccountChanges(address: Address(word: 0x11))
    account.nonceChanges = [NonceChange(index: .at(1 << 32), newNonce: 1)]
    let bytes = BlockAccessList(accounts: [account]).encoded
    let error = try #require(throws: BlockAccessListError.self) {
      try BlockAccessList(decoding: bytes)
    }
    #expect(
      error.violation
        == .indexOutOfRange(
          .nonceChanges, slot: nil, index: .at(1 << 32), maximum: .at(0xffff_ffff)))
  }

  @Test func addressesAndSlotsAreBoundedByTheGasLimit() throws {
    let list = BrokenRule("none", .duplicateAccount) { _ in }.list
    #expect(list.itemCount == 6)
    #expect(throws: BlockAccessListError(.tooManyItems(count: 6, maximum: 5))) {
      try list.validate(gasLimit: 2_000 * 6 - 1, transactionCount: 2)
    }
  }
}
