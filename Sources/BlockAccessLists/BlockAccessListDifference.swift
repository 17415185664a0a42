import EthereumTypes

/// One item in which a block access list differs from the one that was expected.
package struct BlockAccessListDifference: Equatable, Sendable {
  /// The kind and place of an item inside an account.
  package enum Item: Equatable, Sendable {
    /// The account's entry as such.
    case account
    /// A value of a slot.
    case storage(slot: UInt256, index: BlockAccessIndex)
    /// A slot among the reads.
    case storageRead(slot: UInt256)
    /// A balance.
    case balance(index: BlockAccessIndex)
    /// A nonce.
    case nonce(index: BlockAccessIndex)
    /// A code.
    case code(index: BlockAccessIndex)
  }

  /// What stands at an item.
  package enum Value: Equatable, Sendable {
    /// A slot's value, a balance or a nonce.
    case word(UInt256)
    /// Code.
    case code([UInt8])
    /// An account or a read, which have no value.
    case listed
  }

  /// The account.
  package let address: Address
  /// The item inside it.
  package let item: Item
  /// What was expected; nil if the item was not to be listed.
  package let expected: Value?
  /// What was found; nil if the item is missing.
  package let actual: Value?

  package init(address: Address, item: Item, expected: Value?, actual: Value?) {
    self.address = address
    self.item = item
    self.expected = expected
    self.actual = actual
  }

  /// The index that the item belongs to; nil for accounts and reads, which belong to the block.
  package var index: BlockAccessIndex? {
    switch item {
    case .account, .storageRead: nil
    case .storage(_, let index), .balance(let index), .nonce(let index), .code(let index): index
    }
  }
}

extension BlockAccessListDifference: CustomStringConvertible {
  /// The place, what was expected and what was found, in one line.
  package var description: String {
    "\(address) \(item): expected \(Self.text(expected)), found \(Self.text(actual))"
  }

  private static func text(_ value: Value?) -> String {
    value.map(\.description) ?? "nothing"
  }
}

extension BlockAccessListDifference.Item: CustomStringConvertible {
  /// The item in words.
  package var description: String {
    switch self {
    case .account: "account"
    case .storage(let slot, let index): "storage \(slot.hex) at index \(index.rawValue)"
    case .storageRead(let slot): "storage read \(slot.hex)"
    case .balance(let index): "balance at index \(index.rawValue)"
    case .nonce(let index): "nonce at index \(index.rawValue)"
    case .code(let index): "code at index \(index.rawValue)"
    }
  }
}

extension BlockAccessListDifference.Value: CustomStringConvertible {
  /// The value; of long code only its size and hash.
  package var description: String {
    switch self {
    case .word(let word): word.hex
    case .code(let code) where code.count <= 32: "code \(code.hex)"
    case .code(let code): "\(code.count) bytes of code with hash \(keccak256(code))"
    case .listed: "it listed"
    }
  }
}
