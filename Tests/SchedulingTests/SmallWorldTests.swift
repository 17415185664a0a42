import Scheduling
import Testing

/// The conflict graph against its definition over every small world: up to four transactions and
/// three resources, each transaction ignoring, reading, writing, or reading and writing each.
struct SmallWorldTests {
  @Test(arguments: 0...2)
  func `every world of up to two transactions has the components of the definition`(
    transactions: Int
  ) {
    expectDefinition(
      transactions, patterns: allPatterns(of: transactions), senders: .everyPartition)
  }

  @Test(arguments: 0..<8)
  func `every world of three transactions has the components of the definition`(shard: Int) {
    let patterns = allPatterns(of: 3).filter { $0[0] % 8 == shard }
    expectDefinition(3, patterns: patterns, senders: .everyPartition)
  }

  /// Worlds that differ in the names of resources only are tried once.
  @Test(arguments: 0..<16)
  func `every world of four transactions has the components of the definition`(shard: Int) {
    for first in stride(from: shard, to: 256, by: 16) {
      for second in first..<256 {
        let patterns = (second..<256).map { [first, second, $0] }
        guard expectDefinition(4, patterns: patterns, senders: .distinct) else { return }
      }
    }
  }

  /// Which senders a world is tried with.
  private enum Senders {
    case distinct, everyPartition

    /// The senders of each transaction by number; a transaction reuses a sender or takes the next.
    func choices(_ count: Int) -> [[UInt64]] {
      guard self == .everyPartition else { return [Array(0..<UInt64(count))] }
      var partitions: [[UInt64]] = [[]]
      for _ in 0..<count {
        partitions = partitions.flatMap { senders in
          (0...(senders.max().map { $0 + 1 } ?? 0)).map { senders + [$0] }
        }
      }
      return partitions
    }
  }

  /// A world is three patterns, one a resource: two bits a transaction, 1 for reads, 2 for writes.
  private func allPatterns(of transactions: Int) -> [[Int]] {
    let patterns = 0..<(1 << (2 * transactions))
    return patterns.flatMap { a in patterns.flatMap { b in patterns.map { [a, b, $0] } } }
  }

  @discardableResult
  private func expectDefinition(
    _ transactions: Int, patterns: [[Int]], senders: Senders
  ) -> Bool {
    for senders in senders.choices(transactions) {
      let addresses = senders.map { Address(100 + $0) }
      for world in patterns {
        let accesses = (0..<transactions).map { transaction in
          accessSets[world.reduce(0) { $0 << 2 | ($1 >> (2 * transaction)) & 3 }]
        }
        let found = ConflictGraph(accesses: accesses, senders: addresses).grouping()
        if !matches(found, world: world, senders: senders) {
          Issue.record("world \(world), senders \(senders): \(found.numbers)")
          return false
        }
      }
    }
    return true
  }

  /// Whether groups are the components, in order, without building the expected ones.
  private func matches(_ found: Grouping, world: [Int], senders: [UInt64]) -> Bool {
    let count = senders.count
    var labels = UInt32(0x0302_0100)
    func label(_ transaction: Int) -> UInt32 { labels >> (8 * UInt32(transaction)) & 0xff }
    var isStable = false
    while !isStable {
      isStable = true
      for later in 0..<count {
        for earlier in 0..<later where label(earlier) != label(later) {
          guard isEdge(earlier, later, world, senders) else { continue }
          let (low, high) = (min(label(earlier), label(later)), max(label(earlier), label(later)))
          for transaction in 0..<count where label(transaction) == high {
            let shift = 8 * UInt32(transaction)
            labels = labels & ~(0xff << shift) | low << shift
          }
          isStable = false
        }
      }
    }
    var placed = 0
    var previousFirst = -1
    for group in found.groups {
      guard let first = group.first, first.rawValue > previousFirst else { return false }
      previousFirst = first.rawValue
      var previous = -1
      for transaction in group {
        guard transaction.rawValue > previous, transaction.rawValue < count else { return false }
        guard label(transaction.rawValue) == UInt32(first.rawValue) else { return false }
        previous = transaction.rawValue
        placed += 1
      }
    }
    return placed == count
  }

  private func isEdge(_ earlier: Int, _ later: Int, _ world: [Int], _ senders: [UInt64]) -> Bool {
    if senders[earlier] == senders[later] { return true }
    return world.contains { pattern in
      pattern >> (2 * earlier) & 2 != 0 && pattern >> (2 * later) & 3 != 0
    }
  }
}

/// The access sets of one transaction to three resources, by six bits: two a resource.
private let accessSets: [AccessSet] = (0..<64).map { bits in
  let resources: [Resource] = [
    .storage(Address(1), 1), .storage(Address(1), 2), .balance(Address(2)),
  ]
  let states = zip(resources, [bits >> 4, bits >> 2, bits])
  return AccessSet(
    reads: states.filter { $0.1 & 1 != 0 }.map(\.0),
    writes: states.filter { $0.1 & 2 != 0 }.map(\.0))
}
