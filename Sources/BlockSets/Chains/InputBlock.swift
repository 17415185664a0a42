import BlockAccessLists
import EthereumTypes

/// A block as a block set brings it, valid or not.
package struct InputBlock: Sendable {
  /// The encoding it came in; nil for a block that was built from JSON-RPC objects.
  package var rlp: [UInt8]?
  /// The block, or why its encoding is none: then it is invalid, as many tests want it.
  package var decoded: Result<Block, BlockDecodingError>
  /// The access list that came with the block, right or wrong.
  package var blockAccessList: BlockAccessList?
  /// The recovered sender of each transaction; nil where no key has the signature, which makes
  /// the block invalid. Empty if the block could not be decoded.
  package var senders: [Address?]
  /// The rejection that a test expects: names such as `BlockException.INVALID_BAL_HASH`, of which
  /// any may be given where several are joined by `|`. Nil for a valid block.
  package var expectedException: String?
  /// The expected encodings of the receipts, where the source lists them.
  package var expectedReceipts: [[UInt8]]?
  /// The fork by the chain's schedule; nil if the block or the network is not understood.
  package var fork: Fork?
  /// Whether the block has ommers whose headers the source lacks, so that mining rewards and the
  /// state root cannot be computed.
  package var lacksOmmerHeaders: Bool

  /// Makes an input block; without further arguments, one that nothing is expected of.
  package init(
    rlp: [UInt8]? = nil, decoded: Result<Block, BlockDecodingError>,
    blockAccessList: BlockAccessList? = nil, senders: [Address?] = [],
    expectedException: String? = nil, expectedReceipts: [[UInt8]]? = nil, fork: Fork? = nil,
    lacksOmmerHeaders: Bool = false
  ) {
    self.rlp = rlp
    self.decoded = decoded
    self.blockAccessList = blockAccessList
    self.senders = senders
    self.expectedException = expectedException
    self.expectedReceipts = expectedReceipts
    self.fork = fork
    self.lacksOmmerHeaders = lacksOmmerHeaders
  }

  /// The block, if it could be decoded.
  package var block: Block? { try? decoded.get() }
}
