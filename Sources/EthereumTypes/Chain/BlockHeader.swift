/// A block's header, of any fork.
///
/// The optional fields were added one fork after the other and are present from the fork named on;
/// a header has those of a fork only together with those of all forks before it.
package struct BlockHeader: Hashable, Sendable {
  package var parentHash: Hash32
  package var ommersHash: Hash32
  /// The receiver of fees, and of the reward before Paris.
  package var feeRecipient: Address
  package var stateRoot: Hash32
  package var transactionsRoot: Hash32
  package var receiptsRoot: Hash32
  package var logsBloom: Bloom
  /// Zero from Paris on.
  package var difficulty: UInt256
  package var number: UInt64
  package var gasLimit: UInt64
  package var gasUsed: UInt64
  package var timestamp: UInt64
  package var extraData: [UInt8]
  /// The beacon chain's randomness; before Paris the mix hash of the proof of work.
  package var prevRandao: Hash32
  /// Eight bytes in the encoding; zero from Paris on.
  package var nonce: UInt64

  /// London (EIP-1559).
  package var baseFeePerGas: UInt256?
  /// Shanghai (EIP-4895).
  package var withdrawalsRoot: Hash32?
  /// Cancun (EIP-4844).
  package var blobGasUsed: UInt64?
  /// Cancun (EIP-4844).
  package var excessBlobGas: UInt64?
  /// Cancun (EIP-4788).
  package var parentBeaconBlockRoot: Hash32?
  /// Prague (EIP-7685).
  package var requestsHash: Hash32?
  /// Amsterdam (EIP-7928).
  package var blockAccessListHash: Hash32?
  /// Amsterdam (EIP-7843).
  package var slotNumber: UInt64?

  /// Makes a header of Frontier's form; set what later forks added afterwards.
  package init(
    parentHash: Hash32 = .zero, ommersHash: Hash32 = .emptyListHash,
    feeRecipient: Address = .zero, stateRoot: Hash32 = .emptyTrieRoot,
    transactionsRoot: Hash32 = .emptyTrieRoot, receiptsRoot: Hash32 = .emptyTrieRoot,
    logsBloom: Bloom = Bloom(), difficulty: UInt256 = .zero, number: UInt64, gasLimit: UInt64,
    gasUsed: UInt64 = 0, timestamp: UInt64, extraData: [UInt8] = [],
    prevRandao: Hash32 = .zero, nonce: UInt64 = 0
  ) {
    self.parentHash = parentHash
    self.ommersHash = ommersHash
    self.feeRecipient = feeRecipient
    self.stateRoot = stateRoot
    self.transactionsRoot = transactionsRoot
    self.receiptsRoot = receiptsRoot
    self.logsBloom = logsBloom
    self.difficulty = difficulty
    self.number = number
    self.gasLimit = gasLimit
    self.gasUsed = gasUsed
    self.timestamp = timestamp
    self.extraData = extraData
    self.prevRandao = prevRandao
    self.nonce = nonce
  }
}
