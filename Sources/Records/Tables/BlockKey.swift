/// What tells the blocks of a block set apart: the same in every run of the same blocks.
package struct BlockKey: Hashable, Sendable {
  /// The chain within the block set.
  package let chain: String
  /// The block's number in its header.
  package let number: UInt64
  /// The hash of the block's header.
  package let hash: String

  init(chain: String, number: UInt64, hash: String) {
    self.chain = chain
    self.number = number
    self.hash = hash
  }

  /// The key of a row's block.
  package init(_ identity: RowIdentity) {
    self.init(chain: identity.chain, number: identity.blockNumber, hash: identity.blockHash)
  }
}

extension BlockKey: Comparable {
  /// By chain, then by number.
  package static func < (one: BlockKey, other: BlockKey) -> Bool {
    (one.chain, one.number, one.hash) < (other.chain, other.number, other.hash)
  }
}
