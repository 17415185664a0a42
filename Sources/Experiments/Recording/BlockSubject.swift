import BlockSets
import EthereumTypes
import Execution
import Records

/// A block of a chain, as the tables identify it.
struct BlockSubject {
  let chain: String
  let number: UInt64
  let hash: String
  let fork: String
  let transactionCount: Int
  let gasUsed: UInt64?

  /// What the tables say of an input block, decodable or not.
  init(_ input: InputBlock, chain: BlockChain) {
    self.chain = chain.name
    let block = input.block
    number = block?.header.number ?? 0
    hash = block.map { "\($0.header.hash)" } ?? ""
    fork = input.fork?.name ?? ""
    transactionCount = block?.transactions.count ?? 0
    gasUsed = block?.header.gasUsed
  }

  /// The block as messages name it.
  var title: String { "\(chain) block \(number)" }

  /// The columns that all rows of the block under a cell share.
  func identity(of cell: Cell) -> RowIdentity {
    var identity = RowIdentity()
    identity.blockSet = cell.blockSet
    identity.blockNumber = number
    identity.blockHash = hash
    identity.strategy = cell.strategy.name
    identity.options = cell.strategy.options.canonicalText
    identity.workers = cell.workers
    identity.repetition = cell.repetition
    identity.label = cell.strategy.label
    identity.gasCheckBeforeMerkle = cell.gasCheckBeforeMerkle
    identity.store = cell.store.label
    identity.warmer = cell.pipeline.warmer.rawValue
    identity.stream = cell.pipeline.stream.rawValue
    identity.stateRootFromBal = cell.pipeline.stateRootFromBal
    identity.fork = fork
    identity.chain = chain
    return identity
  }
}
