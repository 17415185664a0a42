import Records
import Statistics

/// A figure of a block that ways of running it are compared by.
package struct Metric: Sendable {
  /// What the values are counted in.
  package enum Unit: String, Codable, Sendable {
    case ratio = "1"
    /// A share of one, shown in per cent.
    case share
    case attempts
    case gas
    case nanoseconds = "ns"
  }

  /// The name on the command line and in JSON.
  package let name: String
  /// The name in tables.
  package let title: String
  package let unit: Unit
  package let direction: Direction
  /// What the values of the blocks are summed up to.
  package let statistics: [Statistic]
  let value: @Sendable (MeasuredBlock) -> Double?

  private init(
    _ name: String, _ title: String, _ unit: Unit, _ direction: Direction,
    _ statistics: [Statistic], _ value: @escaping @Sendable (MeasuredBlock) -> Double?
  ) {
    self.name = name
    self.title = title
    self.unit = unit
    self.direction = direction
    self.statistics = statistics
    self.value = value
  }

  /// Whether the values are measured times, which depend on the machine and its other work.
  package var isTime: Bool { unit == .nanoseconds }

  /// Numbers of virtual workers that are compared unless others are asked for.
  private static let usualWorkers = [8, 64]

  /// What is compared unless metrics are named.
  package static let usual =
    parallelism + outcomes + usualWorkers.flatMap { [efficiency(on: $0), makespan(on: $0)] } + times

  /// All metrics.
  package static let all =
    parallelism + outcomes + MakespanRow.virtualWorkers.map(efficiency(on:))
    + MakespanRow.virtualWorkers.map(makespan(on:)) + times

  /// The metric of a name.
  package static func named(_ name: String) -> Metric? { all.first { $0.name == name } }

  /// Transactions / transactions of the largest group.
  static let countParallelism = Metric(
    "count-parallelism", "count parallelism", .ratio, .higherIsBetter, [.mean, .median]
  ) { $0.row.shape.countParallelism }

  /// Accepted at the first attempt, or not.
  static let firstAttempt = Metric(
    "first-attempt", "accepted at the first attempt", .share, .higherIsBetter, [.mean]
  ) { $0.row.status == .accepted && $0.row.attempts == 1 ? 1 : 0 }

  /// From grouping to verdict, attempts that were not accepted included.
  static let total = Metric("total", "total time", .nanoseconds, .lowerIsBetter, [.median]) {
    $0.median(\.total)
  }

  private static let parallelism = [
    countParallelism,
    Metric(
      "gas-parallelism", "gas parallelism", .ratio, .higherIsBetter, [.mean, .median]
    ) { $0.row.shape.gasParallelism },
  ]

  private static let outcomes = [
    firstAttempt,
    Metric("fallback", "fallback to a later tier", .share, .lowerIsBetter, [.mean]) {
      $0.row.acceptedTier == 0 ? 0 : 1
    },
    Metric("attempts", "attempts a block", .attempts, .lowerIsBetter, [.mean]) {
      $0.row.attempts > 0 ? Double($0.row.attempts) : nil
    },
  ]

  private static func efficiency(on workers: Int) -> Metric {
    Metric(
      "efficiency-\(workers)", "efficiency on \(workers) virtual workers", .ratio,
      .higherIsBetter, [.mean, .median]
    ) { $0.makespans[workers]?.efficiency }
  }

  private static func makespan(on workers: Int) -> Metric {
    Metric(
      "makespan-\(workers)", "makespan in gas on \(workers) virtual workers", .gas,
      .lowerIsBetter, [.median]
    ) { $0.makespans[workers]?.makespanGas.map { Double($0) } }
  }

  private static let times = [
    Metric("exec", "execution time", .nanoseconds, .lowerIsBetter, [.median]) {
      $0.median(\.phases.exec)
    },
    total,
    Metric("merkle", "merkleizer's time", .nanoseconds, .lowerIsBetter, [.median]) {
      $0.median(\.phases.merkle)
    },
    // The median is 0 wherever most blocks are accepted at once.
    Metric("wasted", "wasted time", .nanoseconds, .lowerIsBetter, [.mean]) {
      $0.median(\.wasted)
    },
  ]
}
