import EthereumTypes

/// `blockset.json`: what a block set's folder holds.
package struct BlockSetManifest: Equatable, Sendable {
  /// The manifest's name in its folder.
  package static let fileName = "blockset.json"
  /// What the schemas of all versions begin with.
  static let family = "balbench/block-set/"
  /// The version of the format.
  package static let schema = family + "2"

  /// The set's name.
  package var name: String
  /// Where the blocks come from, in words.
  package var source: String
  /// Under what terms the blocks may be passed on; nil where nobody said.
  package var licence: String?
  /// The fork schedules of the chains.
  package var forkSchedules: [ForkSchedule] = []
  /// The chains, in order.
  package var chains: [Chain] = []

  /// A file of the folder with the digest of its contents.
  package struct File: Equatable, Sendable {
    /// The path in the folder.
    package var path: String
    /// SHA-256 of the uncompressed contents.
    package var digest: Hash32
    /// The number of uncompressed bytes.
    package var byteCount: Int
  }

  /// One chain.
  package struct Chain: Equatable, Sendable {
    /// The name of the test case, or of the block.
    package var name: String
    /// The name of the rules.
    package var network: String
    /// The chain id.
    package var chainID: UInt64
    /// Its fork schedule among the manifest's; nil if this project does not know its network.
    package var forkSchedule: Int?
    /// Whether the pre-state is the whole state.
    package var fullPreState: Bool
    /// What the chain starts from and ends with.
    package var state: File
    /// The blocks, in order.
    package var blocks: [Block] = []
  }

  /// One block.
  package struct Block: Equatable, Sendable {
    /// The block's record.
    package var file: File
    /// What its header says; nil for a block that cannot be decoded.
    package var summary: Summary?
    /// Whether it has ommers whose headers are missing.
    package var lacksOmmerHeaders: Bool
    /// Whether it is expected to be refused.
    package var isInvalid: Bool
  }

  /// What a block's header says.
  package struct Summary: Equatable, Sendable {
    /// The block's hash.
    package var hash: Hash32
    /// The block's number.
    package var number: UInt64
    /// The number of transactions.
    package var transactions: Int
    /// The gas that the header says was used.
    package var gasUsed: UInt64
  }

  /// How many blocks there are.
  package var blockCount: Int { chains.reduce(0) { $0 + $1.blocks.count } }
  /// How many transactions the blocks have together.
  package var transactionCount: Int {
    chains.reduce(0) { $0 + $1.blocks.reduce(0) { $0 + ($1.summary?.transactions ?? 0) } }
  }
  /// The gas that the blocks use together.
  package var gasUsed: UInt64 {
    chains.reduce(0) { $0 &+ $1.blocks.reduce(0) { $0 &+ ($1.summary?.gasUsed ?? 0) } }
  }
}
