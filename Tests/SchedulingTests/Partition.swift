import Scheduling

/// The components of a relation between the transactions of a block, by brute force: labels are
/// lowered to the smallest label in reach until nothing changes.
func components(of count: Int, where isEdge: (Int, Int) -> Bool) -> [[Int]] {
  var labels = Array(0..<count)
  var isStable = false
  while !isStable {
    isStable = true
    for earlier in 0..<count {
      for later in (earlier + 1)..<max(count, earlier + 1) where isEdge(earlier, later) {
        guard labels[earlier] != labels[later] else { continue }
        labels[earlier] = min(labels[earlier], labels[later])
        labels[later] = labels[earlier]
        isStable = false
      }
    }
  }
  return (0..<count).filter { labels[$0] == $0 }.map { label in
    (0..<count).filter { labels[$0] == label }
  }
}

extension Grouping {
  /// The groups as plain numbers.
  var numbers: [[Int]] { groups.map { $0.map(\.rawValue) } }
}

extension Address {
  /// A readable address for tests.
  init(_ number: UInt64) { self.init(word: UInt256(number)) }
}
