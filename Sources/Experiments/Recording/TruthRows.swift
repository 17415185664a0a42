import BlockAccessLists
import EthereumTypes
import Records
import Scheduling

/// The rows that the reference run of one block adds to the tables.
struct TruthRows {
  private(set) var block = ChainBlockRow()
  private(set) var transactions: [TransactionRow] = []
  private(set) var dependencies: [DependencyRow] = []

  /// - Parameter identity: Names the block; the rows are the same under every strategy.
  init(_ truth: BlockTruth, identity: RowIdentity) {
    block.identity = identity
    block.transactionCount = truth.gas.count
    block.gasUsed = truth.header.gasUsed
    block.gasLimit = truth.header.gasLimit
    block.accessList = AccessListSize(truth.blockAccessList)
    let components = truth.dependencies.components
    var componentNumbers = Array(repeating: 0, count: components.transactionCount)
    for (number, group) in components.groups.enumerated() {
      for transaction in group { componentNumbers[transaction.rawValue] = number }
    }
    let depths = truth.dependencies.pathDepths
    let paths = truth.dependencies.pathWeights(truth.gas)
    var firstOfSender: [Address: Int] = [:]
    for (position, view) in truth.view.transactions.enumerated() {
      var row = TransactionRow()
      row.identity = identity
      row.transaction = position
      row.sender = "\(view.sender)"
      row.to = view.to.map { "\($0)" }
      row.toLabel = view.to.flatMap(truth.label)
      row.gasUsed = truth.gas[position]
      row.readCount = Set(truth.accesses[position].reads).count
      row.writeCount = Set(truth.accesses[position].writes).count
      row.dependencyCount = truth.dependencies.edges(to: view.index).count
      row.senderGroup = firstOfSender[view.sender] ?? position
      firstOfSender[view.sender] = row.senderGroup
      row.component = componentNumbers[position]
      row.chainDepth = depths[position]
      row.chainGas = paths[position]
      row.exec = truth.times?[position]
      transactions.append(row)
    }
    dependencies = truth.dependencies.edges.map { edge in
      var row = DependencyRow()
      row.identity = identity
      row.edge = truth.recorded(edge)
      return row
    }
  }
}

extension AccessListSize {
  fileprivate init(_ list: BlockAccessList) {
    self.init()
    let statistics = BlockAccessListStatistics(list)
    encodedBytes = statistics.encodedBytes
    items = statistics.items
    accounts = statistics.accounts
    touchedOnlyAccounts = statistics.touchedOnlyAccounts
    changedSlots = statistics.changedSlots
    storageChanges = statistics.storageChanges
    storageReads = statistics.storageReads
    balanceChanges = statistics.balanceChanges
    nonceChanges = statistics.nonceChanges
    codeChanges = statistics.codeChanges
    codeBytes = statistics.codeBytes
  }
}
