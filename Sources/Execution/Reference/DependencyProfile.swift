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
  package let edges: Edges

  /// Numbers of edges by their kind: a dictionary a block would be many times as large.
  package struct Edges: Equatable, Sendable {
    private var sameSender = 0
    private var readAfterWrite = 0
    private var writeWrite = 0

    /// The edges of a kind.
    package subscript(kind: ConflictKind) -> Int { self[keyPath: Self.count(of: kind)] }

    fileprivate mutating func add(_ kind: ConflictKind) { self[keyPath: Self.count(of: kind)] += 1 }

    private static func count(of kind: ConflictKind) -> WritableKeyPath<Edges, Int> {
      switch kind {
      case .sameSender: \.sameSender
      case .readAfterWrite: \.readAfterWrite
      case .writeWrite: \.writeWrite
      }
    }
  }
}

extension PreparedBlock {
  /// The figures of the block's true dependencies.
  package func profile(of dependencies: BlockDependencies) -> DependencyProfile {
    let gas = reference.gas
    let groups = dependencies.components.groups
    let weights = groups.map { group in group.reduce(0) { $0 + gas[$1.rawValue] } }
    let dependents = Set(
      dependencies.edges.lazy.filter { $0.kind != .writeWrite }.map(\.second))
    return DependencyProfile(
      transactions: gas.count, senders: Set(executable.transactions.map(\.sender)).count,
      gas: gas.reduce(0, +), heaviestTransactionGas: gas.max() ?? 0, components: groups.count,
      singletons: groups.count { $0.count == 1 },
      largestComponent: groups.map(\.count).max() ?? 0, heaviestComponentGas: weights.max() ?? 0,
      criticalPathGas: dependencies.pathWeights(gas).max() ?? 0,
      dependentTransactions: dependents.count, edges: edgesByKind(of: dependencies))
  }

  private func isOfOneSender(_ edge: ConflictCause) -> Bool {
    let transactions = executable.transactions
    return transactions[edge.first.rawValue].sender == transactions[edge.second.rawValue].sender
  }

  /// Each pair once, by the strongest of its reasons.
  private func edgesByKind(of dependencies: BlockDependencies) -> DependencyProfile.Edges {
    struct Pair: Hashable {
      let first: TransactionIndex
      let second: TransactionIndex
    }
    var kinds: [Pair: ConflictKind] = [:]
    for edge in dependencies.edges {
      let pair = Pair(first: edge.first, second: edge.second)
      if isOfOneSender(edge) {
        kinds[pair] = .sameSender
      } else if kinds[pair] != .readAfterWrite {
        kinds[pair] = edge.kind
      }
    }
    return kinds.values.reduce(into: DependencyProfile.Edges()) { $0.add($1) }
  }

  /// How many transactions wait for an earlier one of another sender, by what they wait for.
  package func waits(of dependencies: BlockDependencies) -> [Resource: Int] {
    struct Wait: Hashable {
      let transaction: TransactionIndex
      let resource: Resource
    }
    let waits = Set(
      dependencies.edges.lazy.filter { !isOfOneSender($0) }
        .map { Wait(transaction: $0.second, resource: $0.resource) })
    return waits.reduce(into: [:]) { $0[$1.resource, default: 0] += 1 }
  }
}
