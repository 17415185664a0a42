import EVM
import EthereumTypes
import Scheduling

/// How one transaction of an attempt that was not accepted differs from the reference.
package struct TransactionDifference: Equatable, Sendable {
  /// What became of the transaction.
  package enum Kind: Equatable, Sendable {
    /// It ended or left the state otherwise.
    case otherOutcome
    /// It could not be executed, though it is valid.
    case refused
    /// It comes behind a refused one in its group.
    case notExecuted
  }

  package let transaction: TransactionIndex
  package let kind: Kind
  /// What stood otherwise before the transaction, of what it saw or changed; for a refused one
  /// the nonce, balance and code of its sender.
  package let staleResources: [Resource]
}

/// What a missed dependency did to an attempt.
package enum MissedEffect: String, Sendable {
  /// The later transaction saw another value and came to another outcome.
  case harmful = "missed-harmful"
  /// The later transaction came to the same outcome, or to another one for another reason.
  case benign = "missed-benign"
  /// The later transaction was not executed, so that nobody knows.
  case unknown = "missed-unknown"
}

extension AttemptRecord {
  /// What dependencies did to the attempt that its grouping missed, one by one.
  package func effects(of missed: [ConflictCause]) -> [MissedEffect] {
    let differences = Dictionary(
      differences.map { ($0.transaction, $0) }, uniquingKeysWith: { first, _ in first })
    return missed.map { edge in
      guard let difference = differences[edge.second] else { return .benign }
      if difference.kind == .notExecuted { return .unknown }
      return difference.staleResources.contains(edge.resource) ? .harmful : .benign
    }
  }
}

extension DivergenceSearch {
  /// Every transaction that differs, in block order.
  func differences(in outcomes: [GroupOutcome]) -> [TransactionDifference] {
    outcomes.flatMap { group in
      group.transactions.indices.compactMap { difference(of: group, at: $0) }
    }.sorted { $0.transaction < $1.transaction }
  }

  private func difference(
    of group: GroupOutcome, at place: Int
  ) -> TransactionDifference? {
    let transaction = group.transactions[place]
    // The reference is one group, the whole block.
    let position = transaction.rawValue
    guard place < group.resultCount else {
      let isRefused = group.failure?.transaction == transaction
      return TransactionDifference(
        transaction: transaction, kind: isRefused ? .refused : .notExecuted,
        staleResources: isRefused ? senderFields(of: position) : [])
    }
    let isSame =
      reference.result(at: position) == group.result(at: place)
      && changes(reference, position) == changes(group, place)
    if isSame { return nil }
    return TransactionDifference(
      transaction: transaction, kind: .otherOutcome,
      staleResources: staleValues(position, group, place).map(\.resource))
  }

  /// What may have kept a transaction from being executed.
  private func senderFields(of position: Int) -> [Resource] {
    guard let sender = reference.accounts(at: position).first?.address else { return [] }
    return [.nonce(sender), .balance(sender), .code(sender)]
  }
}
