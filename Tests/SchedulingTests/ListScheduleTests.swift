import Scheduling
import TestSupport
import Testing

/// Virtual time against schedules that are simulated step by step.
struct ListScheduleTests {
  private static let workerCounts = [1, 2, 3, 4, 8, 64]

  private func weights(_ count: Int, seed: UInt64) -> [UInt64] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in generator.next() % 9 + 1 }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `transactions end when the simulation ends`(seed: UInt64) {
    let block = BlockView.random(seed: seed)
    let dependencies = BlockDependencies(
      accesses: block.exactAccesses, senders: block.transactions.map(\.sender))
    let weights = weights(block.transactionCount, seed: seed)
    let schedule = ListSchedule(dependencies, weights: weights)
    for workers in Self.workerCounts {
      #expect(
        schedule.makespan(workers: workers) == simulate(dependencies, weights, workers),
        "seed \(seed), \(workers) workers")
    }
    let path = dependencies.pathWeights(weights).max() ?? 0
    #expect(schedule.makespan(workers: 1) == weights.reduce(0, +))
    #expect(schedule.makespan(workers: 64) == path)
  }

  /// Tick by tick: who is free takes the first of the list that may start.
  private func simulate(
    _ dependencies: BlockDependencies, _ weights: [UInt64], _ workers: Int
  ) -> UInt64 {
    let count = weights.count
    func way(from transaction: Int) -> UInt64 {
      let next = dependencies.edges.filter { $0.first.rawValue == transaction }
      return weights[transaction] + (next.map { way(from: $0.second.rawValue) }.max() ?? 0)
    }
    let ways = (0..<count).map(way)
    let list = (0..<count).sorted { (ways[$1], $0) < (ways[$0], $1) }
    var left = weights
    var started = Set<Int>()
    var now: UInt64 = 0
    while left.contains(where: { $0 > 0 }) {
      for transaction in list where !started.contains(transaction) {
        let isReady = dependencies.edges(to: TransactionIndex(transaction)).allSatisfy {
          left[$0.first.rawValue] == 0
        }
        let running = started.count { left[$0] > 0 }
        if isReady, running < workers { started.insert(transaction) }
      }
      for transaction in started where left[transaction] > 0 { left[transaction] -= 1 }
      now += 1
    }
    return now
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `groups end when the heaviest are handed out first`(seed: UInt64) throws {
    let block = BlockView.random(seed: seed)
    let grouping = try makeStrategy("address-narrowed").group(block)
    let weights = weights(block.transactionCount, seed: seed)
    for workers in Self.workerCounts {
      var busy = Array(repeating: UInt64(0), count: workers)
      for weight in grouping.groups.map({ $0.reduce(0) { $0 + weights[$1.rawValue] } })
        .sorted(by: >)
      {
        let free = busy.indices.min { busy[$0] < busy[$1] } ?? 0
        busy[free] += weight
      }
      #expect(
        grouping.makespan(weights: weights, workers: workers) == busy.max(),
        "seed \(seed), \(workers) workers")
    }
  }

  /// Graham's anomaly is none here: a chain of 3 beside two of 2 on two workers takes 4, and the
  /// same as groups too.
  @Test func `an example by hand`() {
    let resource = Resource.storage(Address(1), 0)
    let write = AccessSet(writes: [resource])
    let dependencies = BlockDependencies(
      accesses: [write, AccessSet(), write, AccessSet(), write],
      senders: (1...5).map { Address($0) })
    let weights: [UInt64] = [1, 2, 1, 2, 1]
    let schedule = ListSchedule(dependencies, weights: weights)
    #expect([1, 2, 3].map { schedule.makespan(workers: $0) } == [7, 4, 3])
    let groups = dependencies.components
    #expect([1, 2, 3].map { groups.makespan(weights: weights, workers: $0) } == [7, 4, 3])
    #expect(Grouping.single(0).makespan(weights: [], workers: 2) == 0)
  }
}
