import BlockSets

extension DependencyGraph {
  /// The figures that an oracle file states of one variant.
  var statistics: BlockOracle.Statistics {
    let all = zip(readAfterWrite, writeAfterWrite).map { $0.union($1) }
    let groups = components(of: all)
    let anyOrder = components(of: zip(all, writeAfterRead).map { $0.union($1) })
    let weights = groups.map { $0.reduce(0) { $0 + gas[$1] } }
    let heaviest = weights.max() ?? 0
    let critical = longestPath(all) { gas[$0] }
    var counts = edgeCounts
    counts["components"] = groups.count
    counts["singletonTxs"] = groups.count { $0.count == 1 }
    counts["largestComponentTxs"] = groups.map(\.count).max() ?? 0
    counts["largestComponentGas"] = heaviest
    counts["componentsAnyRW"] = anyOrder.count
    counts["dagCriticalGas"] = critical
    counts["dagCriticalTxs"] = longestPath(all) { _ in 1 }
    counts["dagRawCriticalGas"] = longestPath(readAfterWrite) { gas[$0] }
    counts["dagRawCriticalTxs"] = longestPath(readAfterWrite) { _ in 1 }
    counts["dependentTxs"] = readAfterWrite.count { !$0.isEmpty }
    let total = gas.reduce(0, +)
    return BlockOracle.Statistics(
      counts: counts, groupParallelism: ratio(total, heaviest),
      graphParallelism: ratio(total, critical),
      speedups: [2, 4, 8, 16].map { workers in
        BlockOracle.Statistics.Speedup(
          workers: workers, groups: ratio(total, time(ofGroups: weights, on: workers)),
          graph: ratio(total, time(ofGraph: all, on: workers)),
          ideal: min(Double(workers), ratio(total, gas.max() ?? 0)))
      })
  }

  private func ratio(_ a: Int, _ b: Int) -> Double { Double(a) / Double(b) }

  /// The transactions that hang together, whatever the order.
  private func components(of predecessors: [Set<Int>]) -> [[Int]] {
    var parents = Array(predecessors.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parents[index] != index {
        parents[index] = parents[parents[index]]
        index = parents[index]
      }
      return index
    }
    for (index, earlier) in predecessors.enumerated() {
      for other in earlier {
        let (a, b) = (root(index), root(other))
        parents[max(a, b)] = min(a, b)
      }
    }
    return Array(Dictionary(grouping: predecessors.indices, by: root).values)
  }

  private func longestPath(_ predecessors: [Set<Int>], weight: (Int) -> Int) -> Int {
    var lengths: [Int] = []
    for (index, earlier) in predecessors.enumerated() {
      lengths.append(weight(index) + (earlier.map { lengths[$0] }.max() ?? 0))
    }
    return lengths.max() ?? 0
  }

  /// When the last group ends, if the heaviest is handed out first.
  private func time(ofGroups weights: [Int], on workers: Int) -> Int {
    var busy = [Int](repeating: 0, count: workers)
    for weight in weights.sorted(by: >) {
      let least = busy.indices.min { busy[$0] < busy[$1] } ?? 0
      busy[least] += weight
    }
    return busy.max() ?? 0
  }

  /// When the last transaction ends, if of those that are ready the one with the longest way to
  /// the end is taken first, of equals the earliest.
  private func time(ofGraph predecessors: [Set<Int>], on workers: Int) -> Int {
    var ways = gas
    for (index, earlier) in predecessors.enumerated().reversed() {
      for other in earlier { ways[other] = max(ways[other], gas[other] + ways[index]) }
    }
    let order = gas.indices.sorted { ways[$0] == ways[$1] ? $0 < $1 : ways[$0] > ways[$1] }
    var ends = [Int?](repeating: nil, count: gas.count)
    var waiting = order
    var running: [Int] = []
    var now = 0
    while !waiting.isEmpty || !running.isEmpty {
      let isDone = { (index: Int) in ends[index].map { $0 <= now } ?? false }
      while running.count < workers,
        let place = waiting.firstIndex(where: { predecessors[$0].allSatisfy(isDone) })
      {
        let index = waiting.remove(at: place)
        ends[index] = now + gas[index]
        running.append(index)
      }
      now = running.compactMap { ends[$0] }.min() ?? now
      running.removeAll { (ends[$0] ?? 0) <= now }
    }
    return now
  }
}
