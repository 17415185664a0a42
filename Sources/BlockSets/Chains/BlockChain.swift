import EthereumTypes

/// Consecutive blocks and the state that they start from.
package struct BlockChain: Sendable {
  /// The name of the test case, or of the block's file.
  package var name: String
  /// Where the chain was read from.
  package var origin: Origin
  /// The name of the rules, such as `Amsterdam` or `ShanghaiToCancunAtTime15k`.
  package var network: String
  /// The chain id that signatures bind to (EIP-155).
  package var chainID: UInt64
  /// Which fork holds when; nil if this project knows no network of that name.
  package var forkSchedule: ForkSchedule?
  /// The header before the first block's; nil where only its hash is known.
  package var genesis: BlockHeader?
  /// The state before the first block.
  package var preState: Allocation
  /// Trie nodes that prove `preState` against the parent's state root, where there are any.
  package var witness: StateWitness?
  /// Whether `preState` is the whole state, so that its root follows from it.
  package var fullPreState: Bool
  /// Hashes of ancestors before the first block, by number.
  package var blockHashes: [UInt64: Hash32]
  /// The blocks in the order they arrive, invalid ones included.
  package var blocks: [InputBlock]
  /// Whether a block that is not among `blocks`, because it comes later, lacks ommers' headers.
  package var lacksOmmerHeaders = false
  /// The expected state after the last valid block.
  package var postState: Allocation?
  /// The expected root of the state after the last valid block, where it stands for `postState`.
  package var postStateRoot: Hash32?
  /// The expected hash of the last valid block.
  package var lastBlockHash: Hash32?

  /// Makes a chain from its parts.
  package init(
    name: String, origin: Origin, network: String, chainID: UInt64, forkSchedule: ForkSchedule?,
    genesis: BlockHeader? = nil, preState: Allocation, witness: StateWitness? = nil,
    fullPreState: Bool, blockHashes: [UInt64: Hash32] = [:], blocks: [InputBlock],
    postState: Allocation? = nil, postStateRoot: Hash32? = nil, lastBlockHash: Hash32? = nil
  ) {
    self.name = name
    self.origin = origin
    self.network = network
    self.chainID = chainID
    self.forkSchedule = forkSchedule
    self.genesis = genesis
    self.preState = preState
    self.witness = witness
    self.fullPreState = fullPreState
    self.blockHashes = blockHashes
    self.blocks = blocks
    self.postState = postState
    self.postStateRoot = postStateRoot
    self.lastBlockHash = lastBlockHash
  }

  /// Whether the state root after the blocks can be computed from what is given.
  package var isStateRootComputable: Bool {
    (fullPreState || witness != nil)
      && !lacksOmmerHeaders && !blocks.contains { $0.lacksOmmerHeaders }
  }
}

extension BlockChain {
  /// The source of a chain: a file, or a generator's description.
  package struct Origin: Hashable, Sendable, CustomStringConvertible {
    /// The path, or a description such as `generated, seed 7`.
    package var source: String
    /// The case within the file, if it has several.
    package var caseName: String?

    /// Names a source.
    package init(source: String, caseName: String? = nil) {
      self.source = source
      self.caseName = caseName
    }

    /// The source and the case, in words.
    package var description: String {
      caseName.map { "\(source), case \($0)" } ?? source
    }
  }
}
