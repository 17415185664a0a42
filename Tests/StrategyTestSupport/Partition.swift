import Scheduling

/// Groups of transactions as plain numbers, to reason about a plan apart from the code under test.
package struct Partition: Equatable, Sendable {
  /// The group of each transaction, or -1 where it is in none.
  private var groupOf: [Int]

  /// Reads a plan that a strategy returned.
  package init(_ grouping: Grouping) {
    self.init(grouping.groups.map { $0.map(\.rawValue) }, count: grouping.transactionCount)
  }

  package init(_ groups: [[Int]], count: Int) {
    groupOf = Array(repeating: -1, count: count)
    for (number, group) in groups.enumerated() {
      for transaction in group { groupOf[transaction] = number }
    }
  }

  /// Whether two transactions are in one group.
  package func unites(_ first: Int, _ second: Int) -> Bool {
    groupOf[first] == groupOf[second]
  }

  /// Whether each group of `finer` lies inside one group of this partition.
  package func isCoarser(than finer: Partition) -> Bool {
    var image: [Int: Int] = [:]
    return zip(finer.groupOf, groupOf).allSatisfy { part, whole in
      image.updateValue(whole, forKey: part).map { $0 == whole } ?? true
    }
  }
}
