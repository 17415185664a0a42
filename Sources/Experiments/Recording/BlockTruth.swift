import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Records
import Scheduling

/// What the reference run tells of one block, with which every run of it is compared.
///
/// Made after the block's runs, never between them: what it takes must not stand in their times.
final class BlockTruth {
  let dependencies: BlockDependencies
  let view: BlockView
  let accesses: [AccessSet]
  /// Gas used by each transaction.
  let gas: [UInt64]
  /// How long each transaction takes in sequence; `nil` where it could not be measured.
  let times: [UInt64]?
  /// The block's header.
  let header: BlockHeader
  /// The block's access list.
  let blockAccessList: BlockAccessList
  private let boundsGas: [UInt64]
  private let boundsTime: [UInt64]?
  private let accountLabels: AccountLabels
  private let findSite: (Resource, TransactionIndex) -> AccessSite?
  private var sites: [ConflictCause: AccessSite?] = [:]

  /// Looks at a block before the chain advances past it.
  init(_ block: PreparedBlock, on runner: ChainRunner, labels: AccountLabels) {
    view = block.exactView
    accesses = view.exactAccesses
    dependencies = BlockDependencies(
      accesses: accesses, senders: view.transactions.map(\.sender))
    gas = block.reference.gas
    times = try? runner.transactionTimes(of: block)
    let dependencies = dependencies
    func bounds(_ weights: [UInt64]) -> [UInt64] {
      let schedule = ListSchedule(dependencies, weights: weights)
      return MakespanRow.virtualWorkers.map { schedule.makespan(workers: $0) }
    }
    boundsGas = bounds(gas)
    boundsTime = times.map(bounds)
    header = block.header
    blockAccessList = block.reference.blockAccessList
    accountLabels = labels
    findSite = { resource, transaction in
      try? runner.site(of: resource, in: transaction, of: block)
    }
  }

  /// Where the later transaction of a dependency touches its resource.
  func site(of edge: ConflictCause) -> AccessSite? {
    if let known = sites[edge] { return known }
    let site = findSite(edge.resource, edge.second)
    sites[edge] = .some(site)
    return site
  }

  /// What an account is, where that is known.
  func label(of address: Address) -> String? {
    accountLabels[address] ?? (address == header.feeRecipient ? "fee recipient" : nil)
  }

  /// Gas and time that a schedule of single transactions needs with a number of workers, by its
  /// place in `MakespanRow.virtualWorkers`.
  func bound(_ place: Int) -> (gas: UInt64, time: UInt64?) {
    (boundsGas[place], boundsTime?[place])
  }

  /// An edge as the tables hold it.
  func recorded(_ edge: ConflictCause) -> RecordedEdge {
    var recorded = RecordedEdge()
    recorded.kind = edge.kind.rawValue
    recorded.resource = "\(edge.resource)"
    recorded.resourceLabel = label(of: edge.resource.address)
    recorded.first = edge.first.rawValue
    recorded.second = edge.second.rawValue
    return recorded
  }
}
