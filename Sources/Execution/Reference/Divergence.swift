import EVM
import EthereumTypes
import Scheduling

/// The first place in block order where an attempt differs from the reference.
package struct Divergence: Equatable, Sendable {
  package let transaction: TransactionIndex
  /// What the transaction saw or left otherwise; `nil` where only its result differs.
  package let resource: Resource?
  package let expected: String
  package let actual: String
  /// The dependency that the grouping cut, where one explains the divergence.
  package let missedEdge: ConflictCause?
}

extension Divergence: CustomStringConvertible {
  package var description: String {
    let what = resource.map { "\($0)" } ?? "its result"
    return "transaction \(transaction.rawValue): \(what) is \(actual), expected \(expected)"
  }
}

/// Compares an attempt's transactions with the reference's, in block order.
struct DivergenceSearch {
  let reference: GroupOutcome
  private let feeRecipient: Address
  private let feeRecipientIsObserved: Bool

  init(_ reference: ReferenceRun, feeRecipient: Address) {
    self.reference = reference.attempt
    self.feeRecipient = feeRecipient
    feeRecipientIsObserved = reference.observesFeeRecipient
  }

  /// The first divergence, or `nil` where every transaction ran as in the reference.
  func first(in outcomes: [GroupOutcome]) -> Divergence? {
    var places: [TransactionIndex: (group: Int, position: Int)] = [:]
    for (group, outcome) in outcomes.enumerated() {
      for (position, transaction) in outcome.transactions.enumerated() {
        places[transaction] = (group, position)
      }
    }
    for (position, transaction) in reference.transactions.enumerated() {
      guard let place = places[transaction] else { continue }
      let group = outcomes[place.group]
      let found = compare(position, with: group, at: place.position) {
        places[$0]?.group == place.group
      }
      if let found { return found }
    }
    return nil
  }

  /// Compares the reference's transaction at `position` with the group's at `other`.
  private func compare(
    _ position: Int, with group: GroupOutcome, at other: Int,
    isInGroup: (TransactionIndex) -> Bool
  ) -> Divergence? {
    let transaction = reference.transactions[position]
    guard other < group.resultCount else {
      // It comes behind a failure in its group, or is the failure itself.
      guard let failure = group.failure, failure.transaction == transaction else { return nil }
      let edge = missedSenderEdge(position, isInGroup: isInGroup)
      return Divergence(
        transaction: transaction, resource: edge?.resource, expected: "a valid transaction",
        actual: failure.reason.description, missedEdge: edge)
    }
    let expected = reference.result(at: position)
    let actual = group.result(at: other)
    let stale = firstStaleValue(position, group, other)
    if expected == actual && changes(reference, position) == changes(group, other) { return nil }
    let edge = stale.flatMap { missedEdge(to: position, on: $0.resource, isInGroup: isInGroup) }
    return Divergence(
      transaction: transaction, resource: stale?.resource,
      expected: stale?.expected ?? expected.summary, actual: stale?.actual ?? actual.summary,
      missedEdge: edge)
  }

  // MARK: Stale values

  struct StaleValue {
    let resource: Resource
    let expected: String
    let actual: String
  }

  /// The first resource, in canonical order, that stood otherwise before the transaction.
  private func firstStaleValue(
    _ position: Int, _ group: GroupOutcome, _ other: Int
  ) -> StaleValue? {
    staleValues(position, group, other).min { $0.resource < $1.resource }
  }

  /// The resources that stood otherwise before the transaction.
  func staleValues(_ position: Int, _ group: GroupOutcome, _ other: Int) -> [StaleValue] {
    staleSlots(position, group, other) + staleFields(position, group, other)
  }

  private func staleSlots(_ position: Int, _ group: GroupOutcome, _ other: Int) -> [StaleValue] {
    var before: [StorageKey: UInt256] = [:]
    for access in group.slots(at: other) {
      before[StorageKey(address: access.address, slot: access.slot)] = access.before
    }
    return reference.slots(at: position).compactMap { access in
      let key = StorageKey(address: access.address, slot: access.slot)
      guard let found = before[key], found != access.before else { return nil }
      return StaleValue(
        resource: .storage(access.address, access.slot), expected: access.before.hex,
        actual: found.hex)
    }
  }

  private func staleFields(_ position: Int, _ group: GroupOutcome, _ other: Int) -> [StaleValue] {
    var before: [Address: AccountAccess] = [:]
    for access in group.accounts(at: other) { before[access.address] = access }
    return reference.accounts(at: position).flatMap { access -> [StaleValue] in
      guard let found = before[access.address] else { return [] }
      return stale(access, found)
    }
  }

  /// The fields of an account that stood otherwise, of those that the transaction saw or changed:
  /// what it had no use for, it cannot have parted on.
  private func stale(_ access: AccountAccess, _ found: AccountAccess) -> [StaleValue] {
    let address = access.address
    let existenceDiffers =
      access.reads.contains(.existence)
      && (access.before?.isEmpty ?? true) != (found.before?.isEmpty ?? true)
    func isUsed(_ field: FieldSet, isChanged: Bool) -> Bool {
      access.reads.contains(field) || existenceDiffers || isChanged
    }
    var stale: [StaleValue] = []
    if access.balanceBefore != found.balanceBefore,
      address != feeRecipient || feeRecipientIsObserved,
      isUsed(.balance, isChanged: access.balanceBefore != access.balanceAfter)
    {
      stale.append(
        StaleValue(
          resource: .balance(address), expected: "\(access.balanceBefore)",
          actual: "\(found.balanceBefore)"))
    }
    if access.nonceBefore != found.nonceBefore,
      isUsed(.nonce, isChanged: access.nonceBefore != access.nonceAfter)
    {
      stale.append(
        StaleValue(
          resource: .nonce(address), expected: "\(access.nonceBefore)",
          actual: "\(found.nonceBefore)"))
    }
    if access.codeHashBefore != found.codeHashBefore,
      isUsed(.code, isChanged: access.codeHashBefore != access.codeHashAfter)
    {
      stale.append(
        StaleValue(
          resource: .code(address), expected: "\(access.codeHashBefore)",
          actual: "\(found.codeHashBefore)"))
    }
    return stale
  }

  // MARK: Writes

  /// The resources that a transaction changed, with the values it left; the fee recipient's
  /// balance apart, which every group counts from a starting balance of its own.
  func changes(_ outcome: GroupOutcome, _ position: Int) -> [Resource: UInt256] {
    var changes: [Resource: UInt256] = [:]
    for access in outcome.slots(at: position) where access.before != access.after {
      changes[.storage(access.address, access.slot)] = access.after
    }
    for access in outcome.accounts(at: position) {
      let address = access.address
      if access.balanceBefore != access.balanceAfter, address != feeRecipient {
        changes[.balance(address)] = access.balanceAfter
      }
      if access.nonceBefore != access.nonceAfter {
        changes[.nonce(address)] = UInt256(access.nonceAfter)
      }
      if access.codeHashBefore != access.codeHashAfter {
        changes[.code(address)] = access.codeHashAfter.word
      }
    }
    return changes
  }

  // MARK: Missed edges

  /// The latest earlier writer of `resource` that is not in the transaction's group.
  private func missedEdge(
    to position: Int, on resource: Resource, isInGroup: (TransactionIndex) -> Bool
  ) -> ConflictCause? {
    for writer in stride(from: position - 1, through: 0, by: -1)
    where writes(reference, writer, resource) && !isInGroup(reference.transactions[writer]) {
      return ConflictCause(
        kind: writes(reference, position, resource) && !reads(position, resource)
          ? .writeWrite : .readAfterWrite,
        resource: resource, first: reference.transactions[writer],
        second: reference.transactions[position])
    }
    return nil
  }

  /// Why a transaction could fail its validation: its sender's nonce, balance or code was written
  /// by an earlier transaction elsewhere.
  private func missedSenderEdge(
    _ position: Int, isInGroup: (TransactionIndex) -> Bool
  ) -> ConflictCause? {
    guard let sender = reference.accounts(at: position).first?.address else { return nil }
    let fields: [Resource] = [.nonce(sender), .balance(sender), .code(sender)]
    for field in fields {
      if let edge = missedEdge(to: position, on: field, isInGroup: isInGroup) { return edge }
    }
    return nil
  }

  private func reads(_ position: Int, _ resource: Resource) -> Bool {
    if case .storage = resource { return true }
    return reference.accounts(at: position).contains {
      $0.readResources(withExistence: true).contains(resource)
    }
  }

  private func writes(_ outcome: GroupOutcome, _ position: Int, _ resource: Resource) -> Bool {
    if case .storage(let address, let slot) = resource {
      return outcome.slots(at: position).contains {
        $0.address == address && $0.slot == slot && $0.before != $0.after
      }
    }
    return outcome.accounts(at: position).contains { access in
      guard access.address == resource.address else { return false }
      return switch resource {
      case .balance: access.balanceBefore != access.balanceAfter
      case .nonce: access.nonceBefore != access.nonceAfter
      default: access.codeHashBefore != access.codeHashAfter
      }
    }
  }
}

extension TransactionProcessor.Failure: CustomStringConvertible {
  var description: String {
    switch self {
    case .invalid(let reason): "\(reason)"
    case .fatal(let error): "\(error)"
    }
  }
}

extension TransactionResult {
  /// One line for a divergence: how the transaction ended and what it used.
  fileprivate var summary: String {
    "\(isSuccess ? "success" : "failure"), \(gasUsed) gas, \(logs.count) logs"
  }
}
