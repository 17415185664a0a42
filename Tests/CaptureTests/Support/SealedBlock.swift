import BlockSets
import EVM
import EthereumTypes
import Execution
import StateTrie
import Testing

/// A real block after ancestors that are made for it.
///
/// The records hold the hashes of a block's ancestors, not their headers, so that no node could
/// prove them. Transactions and state before the block are the real ones; its header commits to
/// the parent that was made, and to what comes of it where the block asks for hashes.
struct SealedBlock {
  let chain: BlockChain
  let ancestors: [UInt64: BlockHeader]
  /// The state before and after, as far as it is known.
  let before: NaiveState?
  let after: NaiveState?
  private let original: BlockHeader

  /// Seals the only block of `chain`, which asks for the hashes of the blocks `asked`.
  init(_ chain: BlockChain, asking asked: [UInt64]) throws {
    var input = try #require(chain.blocks.first)
    var block = try #require(input.block)
    original = block.header
    let rules = try #require(chain.forkSchedule)
    let fork = rules.fork(number: original.number, timestamp: original.timestamp)
    before = chain.witness.map(NaiveState.init)
    ancestors = Self.ancestors(
      of: original, fork: fork, rules: rules, stateRoot: before?.rootHash ?? Hash32(word: .zero),
      from: asked.min() ?? original.number - 1)
    var sealed = chain
    sealed.blockHashes = ancestors.mapValues(\.hash)
    block.header.parentHash = try #require(ancestors[original.number - 1]).hash
    func setBlock() {
      input.rlp = nil
      input.decoded = .success(block)
      sealed.blocks = [input]
      sealed.lastBlockHash = block.header.hash
    }
    setBlock()
    let executed = try ChainRunner(sealed, machines: MachinePool(workerCount: 1))
      .prepare(input, checks: [])
    var after = before
    after?.apply(executed.accountUpdates)
    // What a block asks of its ancestors changes what it does, and from Prague on the parent's
    // hash is written to the state (EIP-2935). Earlier receipts hold roots, and these blocks ask
    // for nothing.
    if fork >= .byzantium {
      if let after { block.header.stateRoot = after.rootHash }
      block.header.receiptsRoot = orderedTrieRoot(executed.encodedReceipts)
      block.header.logsBloom = Bloom(executed.receipts.flatMap(\.logs))
      block.header.gasUsed = executed.receipts.last?.cumulativeGasUsed ?? 0
      setBlock()
    }
    try #require(after == nil || after?.rootHash == block.header.stateRoot)
    self.after = after
    self.chain = sealed
  }

  /// The block's object or its access list, made of that of the real block.
  func text(from real: String) -> String {
    guard let header = chain.blocks.first?.block?.header else { return real }
    let changes = [
      ("\(original.hash)", "\(header.hash)"), ("\(original.parentHash)", "\(header.parentHash)"),
      ("\(original.stateRoot)", "\(header.stateRoot)"),
      ("\(original.receiptsRoot)", "\(header.receiptsRoot)"),
      (original.logsBloom.bytes.hex, header.logsBloom.bytes.hex),
      (Self.gasUsed(original), Self.gasUsed(header)),
    ]
    return changes.reduce(real) { $1.0 == $1.1 ? $0 : $0.replacing($1.0, with: $1.1) }
  }

  private static func gasUsed(_ header: BlockHeader) -> String {
    "\"gasUsed\":\"\(UInt256(header.gasUsed).hex)\""
  }

  /// Headers of which the last may be the parent of `header`.
  private static func ancestors(
    of header: BlockHeader, fork: Fork, rules: ForkSchedule, stateRoot: Hash32, from oldest: UInt64
  ) -> [UInt64: BlockHeader] {
    var ancestors: [UInt64: BlockHeader] = [:]
    var parentHash = Hash32(word: UInt256(header.number))
    for number in oldest..<header.number {
      var ancestor = header
      ancestor.number = number
      ancestor.parentHash = parentHash
      // Blocks this far apart keep the difficulty, the bomb apart.
      ancestor.timestamp = header.timestamp - 13 * (header.number - number)
      ancestor.stateRoot = stateRoot
      ancestor.ommersHash = .emptyListHash
      // And with half of the gas, the base fee.
      ancestor.gasUsed = header.gasLimit / 2
      if fork < .paris {
        for _ in 0..<100 {
          let next = ProofOfWork.difficulty(of: header, after: ancestor, fork: fork)
          ancestor.difficulty = ancestor.difficulty &+ header.difficulty &- next
        }
      }
      if let excess = header.excessBlobGas, let blobs = rules.blobSchedule(for: fork) {
        ancestor.blobGasUsed = blobs.target * BlobGas.perBlob
        if ancestor.nextExcessBlobGas(fork: fork, schedule: blobs) != excess {
          ancestor.blobGasUsed = 0
        }
      }
      ancestors[number] = ancestor
      parentHash = ancestor.hash
    }
    return ancestors
  }
}
