import BlockAccessLists
import EVM
import EthereumTypes
import Scheduling

/// Conversions from the EVM's traces to the resources that strategies reason about.
extension ReferenceRun {
  /// The exact reads of each transaction.
  ///
  /// An existence read is one of balance, nonce and code, but only of accounts whose existence
  /// the block changes: nothing else in the block can change its answer.
  func attributedReads() -> [AttributedReads] {
    let changedSlots = Set(
      accessLog.slots.lazy.filter { $0.before != $0.after }
        .map { StorageSlot(address: $0.address, slot: $0.slot) })
    let unstable = accountsOfUnstableExistence()
    return accessLog.entries.indices.map { position in
      let slots = accessLog.slots(at: position).map {
        StorageSlot(address: $0.address, slot: $0.slot)
      }
      return AttributedReads(
        changedSlots: slots.filter(changedSlots.contains),
        readOnlySlots: slots.filter { !changedSlots.contains($0) },
        accountFields: accessLog.accounts(at: position).flatMap { access in
          access.readResources(withExistence: unstable.contains(access.address))
        })
    }
  }

  private func accountsOfUnstableExistence() -> Set<Address> {
    var unstable: Set<Address> = []
    for access in accessLog.accounts
    where (access.before?.isEmpty ?? true) != (access.after?.isEmpty ?? true)
      // Before EIP-161, an account may exist and be empty.
      || (access.before == nil) != (access.after == nil)
    {
      unstable.insert(access.address)
    }
    return unstable
  }
}

extension AccountAccess {
  /// The fields read, as resources.
  ///
  /// - Parameter withExistence: Whether a read of existence counts as one of every field.
  func readResources(withExistence: Bool) -> [Resource] {
    let all = withExistence && reads.contains(.existence)
    var resources: [Resource] = []
    if all || reads.contains(.balance) { resources.append(.balance(address)) }
    if all || reads.contains(.nonce) { resources.append(.nonce(address)) }
    if all || reads.contains(.code) { resources.append(.code(address)) }
    return resources
  }
}

extension GroupOutcome {
  /// What each transaction of the group was observed to load and to read.
  func observedAccesses() -> [(transaction: TransactionIndex, access: ObservedAccess)] {
    (0..<resultCount).map { position in
      let accounts = accounts(at: position)
      let slots = slots(at: position)
      let reads =
        accounts.flatMap { $0.readResources(withExistence: true) }
        + slots.map { .storage($0.address, $0.slot) }
      return (
        transactions[position],
        ObservedAccess(addresses: accounts.map(\.address), reads: reads)
      )
    }
  }
}
