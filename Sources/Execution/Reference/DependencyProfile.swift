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
}

extension PreparedBlock {
  /// The figures of the block's true dependencies.
  package var dependencyProfile: DependencyProfile {
    let gas = reference.gas
    let dependencies = dependencies
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
      dependentTransactions: dependents.count)
  }
}
