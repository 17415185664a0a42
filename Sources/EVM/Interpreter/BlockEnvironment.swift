import EthereumTypes

/// What code can see of the block that it runs in.
package struct BlockEnvironment: Sendable {
  package var number: UInt64
  package var timestamp: UInt64
  package var gasLimit: UInt64
  package var feeRecipient: Address
  package var prevRandao: Hash32
  /// Seen in place of `prevRandao` before Paris.
  package var difficulty: UInt256
  package var baseFee: UInt256
  package var blobBaseFee: UInt256
  package var chainID: UInt64
  package var slotNumber: UInt64
  /// The hashes of earlier blocks by number; BLOCKHASH looks back 256.
  package var blockHashes: [UInt64: Hash32]

  package init(
    number: UInt64, timestamp: UInt64, gasLimit: UInt64, feeRecipient: Address,
    prevRandao: Hash32 = .zero, difficulty: UInt256 = .zero, baseFee: UInt256 = .zero,
    blobBaseFee: UInt256 = .one, chainID: UInt64 = 1, slotNumber: UInt64 = 0,
    blockHashes: [UInt64: Hash32] = [:]
  ) {
    self.number = number
    self.timestamp = timestamp
    self.gasLimit = gasLimit
    self.feeRecipient = feeRecipient
    self.prevRandao = prevRandao
    self.difficulty = difficulty
    self.baseFee = baseFee
    self.blobBaseFee = blobBaseFee
    self.chainID = chainID
    self.slotNumber = slotNumber
    self.blockHashes = blockHashes
  }
}
