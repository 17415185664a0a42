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
  let source: Source

  /// What the values of the blocks come from.
  enum Source: Sendable {
    /// The outcome, which is the same in every repeat.
    case outcome(@Sendable (BlockRow) -> Double?)
    /// The virtual schedule on so many workers.
    case schedule(Int, @Sendable (MakespanRow) -> Double?)
    /// A measured time, of which the median over repeats counts.
    case time(RepeatedTimes.Time)
  }

  private init(
    _ name: String, _ title: String, _ unit: Unit, _ direction: Direction,
    _ statistics: [Statistic], _ source: Source
  ) {
    self.name = name
    self.title = title
    self.unit = unit
    self.direction = direction
    self.statistics = statistics
    self.source = source
  }

  /// Whether the values are measured times, which depend on the machine and its other work.
  package var isTime: Bool { unit == .nanoseconds }

  /// Whether the values are those of a virtual schedule.
  var isOfSchedule: Bool { if case .schedule = source { true } else { false } }

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
    "count-parallelism", "count parallelism", .ratio, .higherIsBetter, [.mean, .median],
    .outcome(\.shape.countParallelism))

  /// Accepted at the first attempt, or not.
  static let firstAttempt = Metric(
    "first-attempt", "accepted at the first attempt", .share, .higherIsBetter, [.mean],
    .outcome { $0.status == .accepted && $0.attempts == 1 ? 1 : 0 })

  /// From grouping to verdict, attempts that were not accepted included.
  static let total = Metric(
    "total", "total time", .nanoseconds, .lowerIsBetter, [.median], .time(\.total))

  private static let parallelism = [
    countParallelism,
    Metric(
      "gas-parallelism", "gas parallelism", .ratio, .higherIsBetter, [.mean, .median],
      .outcome(\.shape.gasParallelism)),
  ]

  private static let outcomes = [
    firstAttempt,
    Metric(
      "fallback", "fallback to a later tier", .share, .lowerIsBetter, [.mean],
      .outcome { $0.acceptedTier == 0 ? 0 : 1 }),
    Metric(
      "attempts", "attempts a block", .attempts, .lowerIsBetter, [.mean],
      .outcome { $0.attempts > 0 ? Double($0.attempts) : nil }),
  ]

  private static func efficiency(on workers: Int) -> Metric {
    Metric(
      "efficiency-\(workers)", "efficiency on \(workers) virtual workers", .ratio,
      .higherIsBetter, [.mean, .median], .schedule(workers, \.efficiency))
  }

  private static func makespan(on workers: Int) -> Metric {
    Metric(
      "makespan-\(workers)", "makespan in gas on \(workers) virtual workers", .gas,
      .lowerIsBetter, [.median], .schedule(workers) { $0.makespanGas.map { Double($0) } })
  }

  private static let times = [
    Metric(
      "exec", "execution time", .nanoseconds, .lowerIsBetter, [.median], .time(\.phases.exec)),
    total,
    Metric(
      "merkle", "merkleizer's time", .nanoseconds, .lowerIsBetter, [.median],
      .time(\.phases.merkle)),
    // The median is 0 wherever most blocks are accepted at once.
    Metric("wasted", "wasted time", .nanoseconds, .lowerIsBetter, [.mean], .time(\.wasted)),
  ]
}
