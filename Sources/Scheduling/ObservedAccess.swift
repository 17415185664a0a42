/// What one transaction was observed to access in the failed attempts at a block.
///
/// It was observed in wrong runs, so the next attempt may access something else.
public struct ObservedAccess: Equatable, Sendable {
  /// The accounts that the transaction loaded, ascending; empty when it never ran.
  public private(set) var addresses: [Address]
  /// The resources that the transaction read, ascending.
  public private(set) var reads: [Resource]

  /// Records accesses in any order, repeated or not.
  public init(addresses: some Sequence<Address> = [], reads: some Sequence<Resource> = []) {
    self.addresses = ascending(addresses)
    self.reads = ascending(reads)
  }

  /// Adds what another attempt observed of the same transaction.
  public mutating func formUnion(_ other: ObservedAccess) {
    addresses = ascending(addresses + other.addresses)
    reads = ascending(reads + other.reads)
  }
}

/// The distinct elements in ascending order: what follows from a set must not depend on hashing.
private func ascending<Element: Comparable>(_ elements: some Sequence<Element>) -> [Element] {
  var distinct: [Element] = []
  for element in elements.sorted() where distinct.last != element { distinct.append(element) }
  return distinct
}
