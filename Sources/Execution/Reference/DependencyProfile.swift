import EthereumTypes
import Scheduling

/// What decides how parallel one block can be, whatever the scheduler: figures of its true
/// dependencies, in the terms of `block-oracle/1`, variant `field.strict`.
package struct DependencyProfile: Equatable, Sendable {
  /// The transactions.
  package let transactions: Int
  /// The different senders.
  package let senders: Int
  /// The transactions' gas.
  package let gas: UInt64
  /// The gas of the heaviest transaction.
  package let heaviestTransactionGas: UInt64
  /// The groups that writes of one resource, reads after writes, and common senders unite.
  package let components: Int
  /// The groups of one transaction.
  package let singletons: Int
  /// The transactions of the largest group.
  package let largestComponent: Int
  /// The gas of the heaviest group.
  package let heaviestComponentGas: UInt64
  /// The gas on the heaviest path along which each transaction waits for the one before it.
  package let criticalPathGas: UInt64
  /// The transactions that read what an earlier one wrote.
  package let dependentTransactions: Int
  /// The pairs of transactions of which the second waits for the first, each once: as
  /// `sameSender` where one account sent both, else as `readAfterWrite` where the second reads
  /// what the first was the last to write, else as `writeWrite`.
  package let edges: [ConflictKind: Int]
  /// How many transactions wait for an earlier one of another sender, by what they wait for.
  package let waits: [Resource: Int]
}

extension PreparedBlock {
  /// The figures of the block's true dependencies.
  package var dependencyProfile: DependencyProfile {
    let view = firstView(for: [.blockAccessList, .attributedReads])
    let gas = reference.gas
    var graph = ConflictGraph(block: view)
    var writers: [Resource: Int] = [:]
    var paths = gas
    var dependents = 0
    var waits = Waits()
    let senders = view.transactions.map(\.sender)
    for index in gas.indices {
      let reads = view.attributed?[index].resources ?? []
      let sources = reads.compactMap { writers[$0] }
      if !sources.isEmpty { dependents += 1 }
      let awaited = sources + view.writes[index].compactMap { writers[$0] }
      paths[index] += awaited.map { paths[$0] }.max() ?? 0
      waits.add(
        index, senders: senders, reads: reads, writes: view.writes[index], writers: writers)
      for resource in reads {
        graph.addRead(of: resource, by: TransactionIndex(rawValue: index))
      }
      for resource in view.writes[index] { writers[resource] = index }
    }
    let groups = graph.grouping().groups
    let weights = groups.map { group in group.reduce(0) { $0 + gas[$1.rawValue] } }
    return DependencyProfile(
      transactions: gas.count, senders: Set(senders).count,
      gas: gas.reduce(0, +), heaviestTransactionGas: gas.max() ?? 0, components: groups.count,
      singletons: groups.count { $0.count == 1 },
      largestComponent: groups.map(\.count).max() ?? 0, heaviestComponentGas: weights.max() ?? 0,
      criticalPathGas: paths.max() ?? 0, dependentTransactions: dependents, edges: waits.edges,
      waits: waits.byResource)
  }
}

/// Which transactions wait for which, and what for.
private struct Waits {
  private(set) var edges: [ConflictKind: Int] = [:]
  private(set) var byResource: [Resource: Int] = [:]

  /// Adds what one transaction waits for.
  ///
  /// - Parameter writers: The last writer of each resource before the transaction.
  mutating func add(
    _ index: Int, senders: [Address], reads: [Resource], writes: [Resource],
    writers: [Resource: Int]
  ) {
    var kinds: [Int: ConflictKind] = [:]
    var awaited: Set<Resource> = []
    for (kind, resources) in [(ConflictKind.readAfterWrite, reads), (.writeWrite, writes)] {
      for resource in resources {
        guard let writer = writers[resource] else { continue }
        let isSameSender = senders[writer] == senders[index]
        if kinds[writer] == nil { kinds[writer] = isSameSender ? .sameSender : kind }
        if !isSameSender { awaited.insert(resource) }
      }
    }
    for kind in kinds.values { edges[kind, default: 0] += 1 }
    for resource in awaited { byResource[resource, default: 0] += 1 }
  }
}

extension AttributedReads {
  /// Every resource read that something in the block may change.
  fileprivate var resources: [Resource] {
    changedSlots.map { .storage($0.address, $0.slot) } + accountFields
  }
}
