/// Virtual time on a number of workers, by list scheduling: a worker that is free takes the next
/// item of a list that may start. Nothing but the weights takes time.
public struct ListSchedule: Sendable {
  private let dependencies: BlockDependencies
  private let weights: [UInt64]
  /// The place of each transaction in the list.
  private let ranks: [Int]
  private let successors: [[Int]]

  /// The list of a block's transactions: first the one with the heaviest path of dependencies
  /// before it and the end; of equals the earliest.
  ///
  /// - Precondition: One weight a transaction, with sums that fit.
  public init(_ dependencies: BlockDependencies, weights: [UInt64]) {
    precondition(weights.count == dependencies.transactionCount, "\(weights.count) weights")
    var paths = weights
    var successors: [[Int]] = Array(repeating: [], count: weights.count)
    for edge in dependencies.edges.reversed() {
      let (first, second) = (edge.first.rawValue, edge.second.rawValue)
      paths[first] = max(paths[first], weights[first] + paths[second])
      successors[first].append(second)
    }
    let list = weights.indices.sorted { paths[$0] == paths[$1] ? $0 < $1 : paths[$0] > paths[$1] }
    var ranks = Array(repeating: 0, count: weights.count)
    for (rank, transaction) in list.enumerated() { ranks[transaction] = rank }
    self.dependencies = dependencies
    self.weights = weights
    self.ranks = ranks
    self.successors = successors
  }

  /// When the last transaction ends, if each starts after those that it depends on.
  ///
  /// - Precondition: At least one worker.
  /// - Complexity: O((*n* + *k*) log *n*), for *n* transactions and *k* dependencies.
  public func makespan(workers: Int) -> UInt64 {
    precondition(workers > 0, "\(workers) workers")
    var pending = weights.indices.map { dependencies.edges(to: TransactionIndex($0)).count }
    var ready = MinimumHeap()
    var running = MinimumHeap()
    for transaction in weights.indices where pending[transaction] == 0 {
      ready.insert(UInt64(ranks[transaction]), transaction)
    }
    var now: UInt64 = 0
    while true {
      while running.count < workers, let next = ready.removeFirst() {
        running.insert(now + weights[next.value], next.value)
      }
      guard let first = running.first else { return now }
      now = first.key
      while let done = running.first, done.key == now {
        _ = running.removeFirst()
        for successor in successors[done.value] {
          pending[successor] -= 1
          if pending[successor] == 0 { ready.insert(UInt64(ranks[successor]), successor) }
        }
      }
    }
  }
}

extension Grouping {
  /// When the last group ends if each runs serially on one of so many workers, the heaviest groups
  /// handed out first.
  ///
  /// - Precondition: One weight a transaction, with sums that fit; at least one worker.
  public func makespan(weights: [UInt64], workers: Int) -> UInt64 {
    precondition(weights.count == transactionCount, "\(weights.count) weights")
    precondition(workers > 0, "\(workers) workers")
    var ends = MinimumHeap()
    for worker in 0..<min(workers, max(1, groups.count)) { ends.insert(0, worker) }
    var last: UInt64 = 0
    let heaviestFirst = groups.map { group in group.reduce(0) { $0 + weights[$1.rawValue] } }
      .sorted(by: >)
    for weight in heaviestFirst {
      guard let free = ends.removeFirst() else { break }
      last = max(last, free.key + weight)
      ends.insert(free.key + weight, free.value)
    }
    return last
  }
}
