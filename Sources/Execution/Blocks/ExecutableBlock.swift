import BlockSets
import EVM
import EthereumTypes

/// A block whose header and body were checked, with all that executing it needs.
struct ExecutableBlock: Sendable {
  let header: BlockHeader
  let transactions: [ExecutableTransaction]
  /// The gas limit of each transaction, for weighing groups.
  let gasLimits: [Double]
  let withdrawals: [Withdrawal]
  /// `nil` where the block has ommers of which only the hash is known.
  let ommers: [BlockHeader]?
  /// Whether the block moves the ether of The DAO.
  let movesDAO: Bool
  let context: BlockContext

  init(
    _ block: Block, senders: [Address?], fork: Fork, chain: BlockChain,
    blockHashes: [UInt64: Hash32], lacksOmmerHeaders: Bool = false
  ) {
    header = block.header
    gasLimits = block.transactions.map { Double($0.gasLimit) }
    withdrawals = block.withdrawals ?? []
    ommers = lacksOmmerHeaders ? nil : block.ommers
    movesDAO = chain.forkSchedule.flatMap(DAOFork.number) == header.number
    let schedule = chain.forkSchedule?.blobSchedule(for: fork)
    let environment = BlockEnvironment(
      number: header.number, timestamp: header.timestamp, gasLimit: header.gasLimit,
      feeRecipient: header.feeRecipient, prevRandao: header.prevRandao,
      difficulty: header.difficulty, baseFee: header.baseFeePerGas ?? .zero,
      blobBaseFee: schedule.flatMap { block.header.blobBaseFee(schedule: $0) } ?? .zero,
      chainID: chain.chainID, slotNumber: header.slotNumber ?? 0, blockHashes: blockHashes)
    context = BlockContext(
      rules: .rules(for: fork), environment: environment,
      maxBlobGas: (schedule?.max ?? 0) * BlobGas.perBlob)
    transactions = zip(block.transactions, senders).map { [context] transaction, sender in
      ExecutableTransaction(transaction, sender: sender, in: context)
    }
  }

  var fork: Fork { context.rules.fork }
}
